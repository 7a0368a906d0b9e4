"""Payouts, in the collection `payouts`: each with the commissions that it pays inside."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from services.influencers.domain.payout import Batch, Payout, PayoutMethod, PayoutState
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event
from shared.money import Money

PAYOUTS = Declaration(
    "payouts",
    indexes=(
        Index("created", ("workspace_id", "created_at")),
        Index("state", ("workspace_id", "state", "created_at")),
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("program_state", ("workspace_id", "program_id", "state", "created_at")),
        Index("partner", ("workspace_id", "partner_id", "created_at")),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)
_NEWEST: Mapping[str, Any] = {"sort": ("created_at",), "descending": True}


class PayoutStore:
    """Where payouts are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(PAYOUTS)
        self._payouts = Things(self.collection, payout_of, payout_document)

    def add(self, payout: Payout, events: Sequence[Event] = ()) -> Payout:
        """Store a draft; return the one that the same request had made before."""
        with suppress(Duplicate):
            self._payouts.add(payout, events)
        return self.get(payout.workspace_id, payout.id)

    def get(self, workspace: str, payout: str) -> Payout:
        """Return a payout. Raises `NotFound`."""
        return self._payouts.get(workspace, payout)

    def find(self, workspace: str, payout: str) -> Payout | None:
        """Return a payout, or None."""
        return self._payouts.find(workspace, payout)

    def change(self, workspace: str, payout: str, step: Step[Payout]) -> Payout:
        """Change a payout as it now is by `step`; return it afterwards. Raises `NotFound`."""
        return self._payouts.change(workspace, payout, step)

    def page(
        self,
        workspace: str,
        *,
        program: str = "",
        state: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Payout]:
        """Return payouts, of one program and one state if given, the newest first."""
        asked = {"program_id": program, "state": state}
        where = {name: value for name, value in asked.items() if value}
        return self._payouts.page(workspace, where, after=after, limit=limit, **_NEWEST)

    def of_partner(
        self, workspace: str, partner: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Payout]:
        """Return the payouts of a partner, the newest first."""
        where = {"partner_id": partner}
        return self._payouts.page(workspace, where, after=after, limit=limit, **_NEWEST)


def payout_document(payout: Payout) -> Document:
    """Return the document of a payout."""
    document = members_of(payout)
    batch = {"batch": _batch_document(payout.batch)} if payout.batch else {}
    return (
        document
        | batch
        | {
            "_id": document.pop("id"),
            "state": payout.state.value,
            "method": payout.method.value,
            "amount": payout.amount.to_json(),
            "lines": dict(payout.lines),
            "alone": list(payout.alone),
        }
    )


def payout_of(document: Mapping[str, Any]) -> Payout:
    """Return the payout of a document."""
    own = {
        "id": document["_id"],
        "state": PayoutState(document["state"]),
        "method": PayoutMethod(document["method"]),
        "amount": Money.from_json(document["amount"]),
        "alone": tuple(document.get("alone", ())),
        "batch": _batch_of(document["batch"]) if "batch" in document else None,
    }
    return Payout(**known_members(Payout, document) | own)


def _batch_document(batch: Batch) -> Document:
    own = {"payouts": list(batch.payouts), "instead": dict(batch.instead)}
    return members_of(batch) | own | {"on": batch.on.isoformat()}


def _batch_of(document: Mapping[str, Any]) -> Batch:
    own = {"payouts": tuple(document["payouts"]), "on": date.fromisoformat(document["on"])}
    return Batch(**known_members(Batch, document) | own)
