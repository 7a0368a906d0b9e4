"""What has to be looked at before it is paid: held with a reason, never deleted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.influencers.domain.attribution.attribution import Attribution
from services.influencers.domain.attribution.candidate import Way

# Uses of one code, or one link, within ten minutes; a live audience reaches it, so it is held and
# not refused.
BURST = 20
# Of the clicks that a link got within an hour, so many from one network are not an audience.
ONE_NETWORK_PER_CENT = 80
ONE_NETWORK_FROM = 20
# A visit is counted days behind what it brought where the bus was away.
VISITS_COME_IN, LOOK_AGAIN = timedelta(days=7), timedelta(minutes=1)


class Suspicion(StrEnum):
    """Why a commission is held. Pages have a sentence for each."""

    SELF_REFERRAL = "self_referral"
    CODE_WITHOUT_VISIT = "code_without_visit"
    LINK_WITHOUT_VISIT = "link_without_visit"
    BURST = "burst"
    SHARED_ACCOUNT = "shared_account"
    ONE_NETWORK = "one_network"
    PARTNERSHIP_OVER = "partnership_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known when an order comes; addresses by their keys alone.

    `partner_keys` and `buyer_keys` are the keys of every address that is known of each: as it is
    typed, and without what follows a "+" in front of the "@". `visits`: clicks of people on the
    partner's links in the window. `brought`: entries or orders that the link brought in the last
    days, whichever are more, and `link_visits`: who came by it then. `uses`: of the code or the
    link in the last ten minutes, this one among them. `shared_account`: another partner has the
    same payout account. `clicks` and `network_clicks`: of people on the link in the last hour, and
    those of its busiest network.
    """

    partner_keys: frozenset[str] = frozenset()
    buyer_keys: frozenset[str] = frozenset()
    visits: int = 0
    brought: int = 0
    link_visits: int = 0
    uses: int = 0
    shared_account: bool = False
    clicks: int = 0
    network_clicks: int = 0


def suspicions(attribution: Attribution, clues: Clues) -> list[Suspicion]:
    """Return what has to be looked at, in the order of a page; nothing where nobody won."""
    return list(_found(attribution, clues)) if attribution.winner else []


def cleared(attribution: Attribution, suspicion: Suspicion) -> Attribution:
    """Return it without something that was to be looked at, and is explained now."""
    left = tuple(each for each in attribution.suspicions if each != suspicion)
    return replace(attribution, suspicions=left)


def looked_at_again(attribution: Attribution, now: datetime) -> datetime | None:
    """Return when visits that came late are looked for, each time later; None after seven days."""
    age = now - attribution.decided_at
    if Suspicion.LINK_WITHOUT_VISIT not in attribution.suspicions or age > VISITS_COME_IN:
        return None
    return now + max(LOOK_AGAIN, age)


def _found(attribution: Attribution, clues: Clues) -> Iterator[Suspicion]:
    way = attribution.winner.way if attribution.winner else None
    by_code = way is Way.CODE
    if clues.partner_keys & clues.buyer_keys:
        yield Suspicion.SELF_REFERRAL
    if by_code and not clues.visits:
        yield Suspicion.CODE_WITHOUT_VISIT
    if way is Way.LINK and clues.brought > clues.link_visits:
        yield Suspicion.LINK_WITHOUT_VISIT
    if way in (Way.CODE, Way.LINK) and clues.uses >= BURST:
        yield Suspicion.BURST
    if clues.shared_account:
        yield Suspicion.SHARED_ACCOUNT
    if _from_one_network(clues):
        yield Suspicion.ONE_NETWORK
    if attribution.over:
        yield Suspicion.PARTNERSHIP_OVER


def _from_one_network(clues: Clues) -> bool:
    crowded = clues.network_clicks * 100 >= clues.clicks * ONE_NETWORK_PER_CENT
    return clues.clicks >= ONE_NETWORK_FROM and crowded
