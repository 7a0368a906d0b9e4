"""Who brought each order line or lead, in the collection `attributions`: one for each of them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.attribution import Attribution, Candidate, Lost, Way, Why
from shared.documents import Database, Declaration, Document, Duplicate, Index
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

ATTRIBUTIONS = Declaration(
    "attributions",
    indexes=(
        Index("order", ("workspace_id", "order_id", "line_id"), unique=True),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)
MOST_LINES = 500


class AttributionStore:
    """Where decisions about who brought something are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ATTRIBUTIONS)
        self._attributions = Things(self.collection, attribution_of, attribution_document)

    def add(self, decided: Attribution) -> Attribution:
        """Store a decision; return the one that stands where there is one already."""
        with suppress(Duplicate):
            self._attributions.add(decided)
        return self._attributions.get(decided.workspace_id, decided.id)

    def get(self, workspace: str, attribution: str) -> Attribution:
        """Return a decision. Raises `NotFound`."""
        return self._attributions.get(workspace, attribution)

    def of_order(self, workspace: str, order: str) -> dict[str, Attribution]:
        """Return the decisions of an order, or of a lead, by line."""
        order_by: dict[str, Any] = {"sort": ("line_id",), "limit": MOST_LINES}
        page = self._attributions.page(workspace, {"order_id": order}, **order_by)
        return {each.line_id: each for each in page.items}

    def change(self, decided: Attribution, step: Step[Attribution]) -> Attribution:
        """Change a decision as it now is by `step`; return it afterwards."""
        return self._attributions.change(decided.workspace_id, decided.id, step)


def attribution_document(attribution: Attribution) -> Document:
    """Return the document of a decision."""
    document = members_of(attribution)
    lost = [
        {"candidate": _candidate(each.candidate), "why": each.why.value}
        for each in attribution.lost
    ]
    winner = {"winner": _candidate(attribution.winner)} if attribution.winner else {}
    return (
        document
        | winner
        | {
            "_id": document.pop("id"),
            "why": attribution.why.value,
            "lost": lost,
            "suspicions": list(attribution.suspicions),
        }
    )


def attribution_of(document: Mapping[str, Any]) -> Attribution:
    """Return the decision of a document."""
    winner = document.get("winner")
    own = {
        "id": document["_id"],
        "winner": _candidate_of(winner) if winner else None,
        "why": Why(document["why"]),
        "lost": tuple(
            Lost(_candidate_of(each["candidate"]), Why(each["why"])) for each in document["lost"]
        ),
        "suspicions": tuple(document["suspicions"]),
    }
    return Attribution(**known_members(Attribution, document) | own)


def _candidate(candidate: Candidate) -> Document:
    return members_of(candidate) | {"way": candidate.way.value}


def _candidate_of(document: Mapping[str, Any]) -> Candidate:
    return Candidate(**known_members(Candidate, document) | {"way": Way(document["way"])})
