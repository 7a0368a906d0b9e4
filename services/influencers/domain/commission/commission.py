"""A commission: what one order line, one lead or one fee earns a partner, entry by entry.

Topic `influencers.commission`, key = the commission's id. No event names an order: partners and
figures are told by link and hour, and never whose entry it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.events import Event, Stamp, fact, instant_text
from shared.ids import derived_id
from shared.ledger import Entry, EntryKind, Ledger, Standing
from shared.money import Money

COMMISSION_TOPIC = "influencers.commission"
WAITED = "waited"
_VERBS: Mapping[EntryKind, str] = {
    EntryKind.ACCRUAL: "accrued",
    EntryKind.HOLD: "held",
    EntryKind.RELEASE: "released",
    EntryKind.REVERSAL: "reversed",
    EntryKind.CLAWBACK: "clawed_back",
    EntryKind.ADJUSTMENT: "adjusted",
    EntryKind.PAYOUT: "taken",
    EntryKind.PAYOUT_COMPLETED: "paid",
    EntryKind.PAYOUT_FAILED: "given_back",
}


class Cause(StrEnum):
    """What earned it."""

    LEAD = "lead"
    SALE = "sale"
    FEE = "fee"


@dataclass(frozen=True, kw_only=True)
class Commission:
    """The ledger of an order line, a lead or a fee of one partner in one program.

    `wait_until` ends the time for returns; `due_at` is when that has to be looked at, None once it
    was, or once nothing is left to wait for. `void` says why it earns nothing for now, or is "".
    `uncapped` is what its line earned where a cap left less, else None; `allowance` names what was
    reserved of the cap for it. `followed` counts what happened to its order or lead that it knows.
    `hands` are the accounts of the team that told of it, or decided who brought it.
    """

    id: str
    workspace_id: str
    program_id: str
    partner_id: str
    cause: Cause
    ledger: Ledger
    created_at: datetime
    updated_at: datetime
    wait_until: datetime
    order_id: str = ""
    line_id: str = ""
    link_id: str = ""
    void: str = ""
    uncapped: Money | None = None
    appealed_at: datetime | None = None
    due_at: datetime | None = None
    allowance: str = ""
    followed: int = 0
    hands: tuple[str, ...] = ()
    version: int = 1

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self.ledger.standing

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is kept back: `waiting` for the end of its time, and each hold's reason."""
        return tuple(dict.fromkeys(entry.reason for entry in self.ledger.open_holds))


Moved = tuple[Commission, Sequence[Event]]


def commission_id(workspace: str, program: str, order: str, line: str, revision: int = 1) -> str:
    """Return the identifier: one for each order line and each decision about who brought it."""
    return derived_id("commission", workspace, program, order, line, str(revision))


def fee_id(workspace: str, program: str, partner: str) -> str:
    """Return the identifier of a flat fee: once for each partner of a program."""
    return derived_id("fee", workspace, program, partner)


def written(commission: Commission, *entries: Entry) -> Moved:
    """Return it with entries that it does not know yet, and an event for each of them."""
    ledger = commission.ledger.with_entries(*entries)
    added = ledger.entries[len(commission.ledger.entries) :]
    if not added:
        return commission, ()
    at = max(commission.updated_at, *(entry.at for entry in added))
    after = replace(commission, ledger=ledger, updated_at=at)
    waits = after.ledger.standing is not Standing.REVERSED and any(
        entry.kind is EntryKind.ACCRUAL for entry in ledger.open_holds
    )
    after = replace(after, due_at=after.wait_until if waits else None)
    return after, [_told(after, entry) for entry in added]


def _told(commission: Commission, entry: Entry) -> Event:
    verb = _VERBS[entry.kind]
    stamp = Stamp(derived_id(f"commission.{verb}", commission.id, entry.id), entry.at)
    payout = entry.about if entry.kind.startswith("payout") else ""
    optional = {"link_id": commission.link_id, "reason": entry.reason, "payout_id": payout}
    data = {
        "program_id": commission.program_id,
        "partner_id": commission.partner_id,
        "cause": commission.cause.value,
        "amount": {"amount": entry.amount, "currency": commission.ledger.currency},
        "earned": commission.ledger.earned.to_json(),
        "standing": commission.standing.value,
        "at": instant_text(entry.at),
        **{name: text for name, text in optional.items() if text},
    }
    return fact(COMMISSION_TOPIC, verb, commission.id, stamp, data)
