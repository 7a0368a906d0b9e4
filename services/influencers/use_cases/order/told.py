"""What a shop or a script may tell, once it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.influencers.domain.commission import Line
from shared.money import Money


@dataclass(frozen=True, kw_only=True)
class Clue:
    """What may lead to a partner, and the buyer's address, of which only its keys are kept."""

    code: str = ""
    link: str = ""
    click_id: str = ""
    buyer: str = ""


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Something was told; `by` is the account of the team that did, "" for the shop itself."""

    by: str = ""


@dataclass(frozen=True, kw_only=True)
class SaleTold(_Told):
    """An order was paid."""

    reference: str
    lines: Sequence[Line]
    ordered_at: datetime
    clue: Clue


@dataclass(frozen=True, kw_only=True)
class RefundTold(_Told):
    """Something of an order was given back; of all of it where `line_id` is ""."""

    reference: str
    refund_id: str
    amount: Money
    at: datetime
    line_id: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectionTold(_Told):
    """What is left of a line is less than was told."""

    reference: str
    correction_id: str
    amount: Money
    line_id: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LeadTold(_Told):
    """Somebody came and left their name."""

    reference: str
    came_at: datetime
    clue: Clue


@dataclass(frozen=True, kw_only=True)
class WithdrawalTold(_Told):
    """A lead is gone."""

    reference: str


Told = SaleTold | RefundTold | CorrectionTold | LeadTold | WithdrawalTold
