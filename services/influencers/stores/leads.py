"""Leads, in the collection `leads`: `_id` follows from the reference, or from the entry."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.influencers.domain.lead import Lead
from services.influencers.stores._traces import (
    code_of_traces,
    link_of_traces,
    traces_document,
    traces_of,
)
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

LEADS = Declaration(
    "leads",
    indexes=(
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("code", ("workspace_id", "code_id", "came_at")),
        Index("link", ("workspace_id", "link_key", "came_at")),
        Index("due", ("due_at",)),
    ),
    personal={"traces.buyer_keys": Gone.REMOVED},
)


class LeadStore:
    """Where leads are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(LEADS)
        self._leads = Things(self.collection, lead_of, lead_document)

    def put(self, fresh: Lead, step: Step[Lead]) -> Lead:
        """Change a lead by `step`, beginning with `fresh` where there is none."""
        if self.find(fresh.workspace_id, fresh.id) is None:
            after, _ = step(fresh)
            try:
                self._leads.add(after)
                return after
            except Duplicate:
                pass  # Somebody told of it at the same instant.
        return self.change(fresh, step)

    def get(self, workspace: str, lead: str) -> Lead:
        """Return a lead. Raises `NotFound`."""
        return self._leads.get(workspace, lead)

    def find(self, workspace: str, lead: str) -> Lead | None:
        """Return a lead, or None."""
        return self._leads.find(workspace, lead)

    def page(
        self, workspace: str, program: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Lead]:
        """Return the leads of a program, the newest first."""
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._leads.page(
            workspace, {"program_id": program}, after=after, limit=limit, **order
        )

    def uses(self, workspace: str, code: str, since: datetime, until: datetime) -> int:
        """Return how many leads named a code (by its id) from `since` to `until`."""
        within = {"$gte": since, "$lte": until}
        return self.collection.count(workspace, {"code_id": code, "came_at": within})

    def brought(self, workspace: str, link: str, since: datetime, until: datetime) -> int:
        """Return how many leads named a link (by its key) from `since` to `until`."""
        within = {"$gte": since, "$lte": until}
        return self.collection.count(workspace, {"link_key": link, "came_at": within})

    def change(self, lead: Lead, step: Step[Lead]) -> Lead:
        """Change a lead as it now is by `step`; return it afterwards."""
        return self._leads.change(lead.workspace_id, lead.id, step)


def lead_document(lead: Lead) -> Document:
    """Return the document of a lead."""
    document = members_of(lead)
    return document | {
        "_id": document.pop("id"),
        "traces": traces_document(lead.traces),
        "link_key": link_of_traces(lead.traces),
        "code_id": code_of_traces(lead.workspace_id, lead.traces),
    }


def lead_of(document: Mapping[str, Any]) -> Lead:
    """Return the lead of a document."""
    own = {"id": document["_id"], "traces": traces_of(document["traces"])}
    return Lead(**known_members(Lead, document) | own)
