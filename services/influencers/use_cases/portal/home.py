"""Read what a partner sees of themselves: programs, links, money, and what they brought by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.influencers.domain.account import Account
from services.influencers.domain.click import day_of
from services.influencers.domain.code import DiscountCode
from services.influencers.domain.commission import WAITED, Cause, Commission, held_for
from services.influencers.domain.enrollment import Enrollment
from services.influencers.domain.link import Link
from services.influencers.domain.program import Program
from services.influencers.use_cases.account.read import account_view
from services.influencers.use_cases.click.read import Figures, figures_of_partner
from services.influencers.use_cases.commission.balances import commissions_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.owed import minimum_of, owed_to
from shared.ledger import Balance, Due
from shared.money import Money

MOST_LINKS = 50
MOST_CODES = 200


@dataclass(frozen=True)
class KeptBack:
    """What one reason keeps back in a program: how much of how many commissions.

    `until` is when the last of it is let go by itself, None where somebody decides. `appealable`:
    the partner may still ask for that decision.
    """

    reason: str
    amount: Money
    lines: int
    until: datetime | None
    appealable: bool


@dataclass(frozen=True)
class Standing:
    """Where a partner stands in a program, and where their money is."""

    enrollment: Enrollment
    program: Program
    balance: Balance
    due: Due
    minimum: Money
    kept_back: Sequence[KeptBack]


@dataclass(frozen=True)
class Brought:
    """How many entries and orders of one day earned something."""

    entries: int
    sales: int


@dataclass(frozen=True)
class Home:
    """All of it; `days` are those that brought something, from `figures.since` on."""

    standings: Sequence[Standing]
    links: Sequence[Link]
    codes: Sequence[DiscountCode]
    figures: Figures
    days: Mapping[str, Brought]
    account: Account


def read_home(context: Context, *, workspace: str, partner: str) -> Home:
    """Return it, for that partner: nobody's name, and no reference of an order. Raises
    `NotFound`.
    """
    stores, whose = context.stores, {"workspace": workspace, "partner": partner}
    figures = figures_of_partner(context, **whose)
    earned: list[Commission] = []
    standings = []
    for enrollment in stores.enrollments.of_partner(workspace, partner):
        program = stores.programs.get(workspace, enrollment.program_id)
        own = list(commissions_of(context, **whose, program=program.id))
        standings.append(_standing(context, enrollment, program, own))
        earned += own
    return Home(
        standings,
        stores.links.page(workspace, partner=partner, limit=MOST_LINKS).items,
        stores.discount_codes.page(workspace, partner=partner, limit=MOST_CODES).items,
        figures,
        brought_by_day(earned, figures.since, figures.until),
        account_view(context, workspace, partner).account,
    )


def brought_by_day(
    commissions: Iterable[Commission], since: str, until: str
) -> Mapping[str, Brought]:
    """Return what came on each day (of UTC): an order counts once, however many lines it has."""
    entries: Counter[str] = Counter()
    orders: defaultdict[str, set[str]] = defaultdict(set)
    for each in commissions:
        day = day_of(each.created_at)
        if each.void or not since <= day <= until:
            continue
        if each.cause is Cause.LEAD:
            entries[day] += 1
        elif each.cause is Cause.SALE:
            orders[day].add(each.order_id)
    days = sorted(entries.keys() | orders.keys())
    return {day: Brought(entries[day], len(orders[day])) for day in days}


def kept_back(commissions: Iterable[Commission], currency: str) -> list[KeptBack]:
    """Return what is kept back, each cent once, the largest sum first.

    Who has to decide comes before a time that ends by itself.
    """
    groups: defaultdict[str, list[Commission]] = defaultdict(list)
    for each in commissions:
        if (each.ledger.owed - each.ledger.payable).amount:
            groups[first_reason(each)].append(each)
    found = [_kept(reason, group, currency) for reason, group in groups.items()]
    return sorted(found, key=lambda each: (-each.amount.amount, each.reason))


def first_reason(commission: Commission) -> str:
    """Return the reason under which a commission is shown as kept back: one, so that sums agree."""
    return next(iter(held_for(commission)), WAITED)


def _kept(reason: str, group: Sequence[Commission], currency: str) -> KeptBack:
    waits = reason == WAITED
    amounts = (each.ledger.owed - each.ledger.payable for each in group)
    return KeptBack(
        reason,
        Money.total(amounts, currency),
        len(group),
        max(each.wait_until for each in group) if waits else None,
        not waits and any(each.appealed_at is None for each in group),
    )


def _standing(
    context: Context, enrollment: Enrollment, program: Program, own: Sequence[Commission]
) -> Standing:
    currency = program.form.currency
    return Standing(
        enrollment,
        program,
        Balance.of((each.ledger for each in own), currency),
        owed_to(context, program, enrollment.partner_id),
        minimum_of(program),
        kept_back(own, currency),
    )
