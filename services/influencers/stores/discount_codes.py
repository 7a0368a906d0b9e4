"""Discount codes, in the collection `discount_codes`: `_id` follows from the canonical form."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from services.influencers.domain.code import DiscountCode
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event

DISCOUNT_CODES = Declaration(
    "discount_codes",
    indexes=(
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("partner", ("workspace_id", "partner_id", "created_at")),
    ),
    publishes=True,
)


class DiscountCodeStore:
    """Where discount codes are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(DISCOUNT_CODES)
        self._codes = Things(self.collection, code_of, code_document)

    def add(self, code: DiscountCode, events: Sequence[Event] = ()) -> DiscountCode:
        """Store a code; return the one that stands where there is one already."""
        with suppress(Duplicate):
            self._codes.add(code, events)
        return self._codes.get(code.workspace_id, code.id)

    def get(self, workspace: str, code: str) -> DiscountCode:
        """Return a code by its id. Raises `NotFound`."""
        return self._codes.get(workspace, code)

    def find(self, workspace: str, code: str) -> DiscountCode | None:
        """Return a code by its id, or None."""
        return self._codes.find(workspace, code)

    def page(
        self,
        workspace: str,
        *,
        program: str = "",
        partner: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[DiscountCode]:
        """Return the codes of a program, or of a partner, the newest first."""
        where = {"program_id": program} if program else {"partner_id": partner}
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._codes.page(workspace, where, after=after, limit=limit, **order)

    def change(self, workspace: str, code: str, step: Step[DiscountCode]) -> DiscountCode:
        """Change a code as it now is by `step`; return it afterwards. Raises `NotFound`."""
        return self._codes.change(workspace, code, step)


def code_document(code: DiscountCode) -> Document:
    """Return the document of a code."""
    document = members_of(code)
    return document | {"_id": document.pop("id")}


def code_of(document: Mapping[str, Any]) -> DiscountCode:
    """Return the code of a document."""
    return DiscountCode(**known_members(DiscountCode, document) | {"id": document["_id"]})
