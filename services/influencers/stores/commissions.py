"""Commissions, in the collection `commissions`: each with the entries of its ledger inside.

What lists and payouts look for is written beside the entries that it follows from: `standing`,
`payable` (minor units, negative for a debt) and `open_payouts`, how many payouts have taken of it
and are neither completed nor failed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.influencers.domain.commission import Cause, Commission
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event
from shared.ledger import Entry, EntryKind, Ledger
from shared.money import Money

_OF_PARTNER = ("workspace_id", "program_id", "partner_id")
COMMISSIONS = Declaration(
    "commissions",
    indexes=(
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("program_standing", ("workspace_id", "program_id", "standing", "created_at")),
        Index("partner", ("workspace_id", "partner_id", "created_at")),
        Index("moved", ("workspace_id", "partner_id", "updated_at")),
        Index("enrolled", (*_OF_PARTNER, "created_at")),
        Index("enrolled_standing", (*_OF_PARTNER, "standing", "created_at")),
        Index("payable", (*_OF_PARTNER, "payable")),
        Index("taken", (*_OF_PARTNER, "open_payouts")),
        Index("order", ("workspace_id", "order_id")),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)
_NEWEST: Mapping[str, Any] = {"sort": ("created_at",), "descending": True}


class CommissionStore:
    """Where commissions are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(COMMISSIONS)
        self._commissions = Things(self.collection, commission_of, commission_document)

    def add(self, commission: Commission, events: Sequence[Event] = ()) -> Commission:
        """Store a commission that has begun; return the one that stands where there is one."""
        try:
            self._commissions.add(commission, events)
        except Duplicate:
            return self.get(commission.workspace_id, commission.id)
        return commission

    def get(self, workspace: str, commission: str) -> Commission:
        """Return a commission. Raises `NotFound`."""
        return self._commissions.get(workspace, commission)

    def find(self, workspace: str, commission: str) -> Commission | None:
        """Return a commission, or None."""
        return self._commissions.find(workspace, commission)

    def change(self, workspace: str, commission: str, step: Step[Commission]) -> Commission:
        """Change a commission as it now is by `step`; return it afterwards. Raises `NotFound`."""
        return self._commissions.change(workspace, commission, step)

    def of_program(
        self,
        workspace: str,
        program: str,
        *,
        partner: str = "",
        standing: str = "",
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Commission]:
        """Return those of a program, of one partner and one standing if given, newest first."""
        asked = {"program_id": program, "partner_id": partner, "standing": standing}
        where = {name: value for name, value in asked.items() if value}
        return self._commissions.page(workspace, where, after=after, limit=limit, **_NEWEST)

    def of_partner(
        self, workspace: str, partner: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Commission]:
        """Return those of a partner in every program, the newest first."""
        where = {"partner_id": partner}
        return self._commissions.page(workspace, where, after=after, limit=limit, **_NEWEST)

    def begun_before(
        self, workspace: str, partner: str, until: datetime, *, after: str | None = None
    ) -> Page[Commission]:
        """Return those of a partner that began before an instant, in every program, oldest first.

        Pages are of 500.
        """
        where = {"partner_id": partner, "created_at": {"$lt": until}}
        order: dict[str, Any] = {"sort": ("created_at",), "after": after, "limit": 500}
        return self._commissions.page(workspace, where, **order)

    def begun_between(
        self,
        workspace: str,
        program: str,
        since: datetime,
        until: datetime,
        *,
        after: str | None = None,
    ) -> Page[Commission]:
        """Return those of a program that began from an instant to before another, oldest first.

        Pages are of 500.
        """
        where = {"program_id": program, "created_at": {"$gte": since, "$lt": until}}
        order: dict[str, Any] = {"sort": ("created_at",), "after": after, "limit": 500}
        return self._commissions.page(workspace, where, **order)

    def first_of(self, workspace: str, partner: str) -> Commission | None:
        """Return the one that began first, or None."""
        where, order = {"partner_id": partner}, {"sort": ("created_at",), "limit": 1}
        return next(iter(self._commissions.page(workspace, where, **order).items), None)

    def of_order(
        self, workspace: str, order: str, *, after: str | None = None, limit: int = 500
    ) -> Page[Commission]:
        """Return those of an order, a line each, former decisions about them too."""
        return self._commissions.page(workspace, {"order_id": order}, after=after, limit=limit)

    def several(self, workspace: str, commissions: Sequence[str]) -> list[Commission]:
        """Return those of these ids, at most 1000 of them."""
        where = {"_id": {"$in": list(commissions)}}
        return self._commissions.page(workspace, where, limit=1000).items if commissions else []

    def to_pay(self, workspace: str, program: str, partner: str, *, limit: int) -> list[Commission]:
        """Return what a payout may take of a partner in a program: debts first, then the least."""
        whose = {"program_id": program, "partner_id": partner}
        order: dict[str, Any] = {"sort": ("payable",), "limit": limit}
        debts = self._commissions.page(workspace, whose | {"payable": {"$lt": 0}}, **order).items
        if len(debts) == limit:
            return debts
        order["limit"] = limit - len(debts)
        earned = self._commissions.page(workspace, whose | {"payable": {"$gt": 0}}, **order).items
        return [*debts, *earned]

    def taken(
        self, workspace: str, program: str, partner: str, *, after: str | None = None
    ) -> Page[Commission]:
        """Return those of which some payout took that is neither completed nor failed."""
        where = {"program_id": program, "partner_id": partner, "open_payouts": {"$gt": 0}}
        order: dict[str, Any] = {"sort": ("open_payouts",), "after": after, "limit": 500}
        return self._commissions.page(workspace, where, **order)


def commission_document(commission: Commission) -> Document:
    """Return the document of a commission."""
    ledger, uncapped = commission.ledger, commission.uncapped
    document = members_of(commission)
    return document | {
        "_id": document.pop("id"),
        "cause": commission.cause.value,
        "hands": list(commission.hands),
        "ledger": {"currency": ledger.currency, "entries": [_written(e) for e in ledger.entries]},
        "standing": commission.standing.value,
        "payable": ledger.payable.amount,
        "open_payouts": len(ledger.payouts_on_their_way),
        **({"uncapped": uncapped.to_json()} if uncapped is not None else {}),
    }


def commission_of(document: Mapping[str, Any]) -> Commission:
    """Return the commission of a document."""
    ledger = document["ledger"]
    own = {
        "id": document["_id"],
        "cause": Cause(document["cause"]),
        "hands": tuple(document.get("hands", ())),
        "ledger": Ledger(ledger["currency"], tuple(map(_read, ledger["entries"]))),
    }
    if "uncapped" in document:
        own["uncapped"] = Money.from_json(document["uncapped"])
    return Commission(**known_members(Commission, document) | own)


def _written(entry: Entry) -> Document:
    held = {"amount": entry.amount, "reason": entry.reason, "about": entry.about, "by": entry.by}
    told = {name: value for name, value in held.items() if value}
    return {"id": entry.id, "kind": entry.kind.value, "at": entry.at, **told}


def _read(document: Mapping[str, Any]) -> Entry:
    return Entry(**{**known_members(Entry, document), "kind": EntryKind(document["kind"])})
