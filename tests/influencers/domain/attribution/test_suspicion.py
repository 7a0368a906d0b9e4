"""What is held before it is paid, and why."""

from datetime import UTC, datetime, timedelta

import pytest

from services.influencers.domain.attribution import (
    BURST,
    Candidate,
    Clues,
    Partnership,
    Suspicion,
    Way,
    decide,
    suspicions,
)

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
VISITED = Clues(visits=3, uses=1, clicks=3, network_clicks=1)


def found(way: Way, clues: Clues, *, over: bool = False) -> list[Suspicion]:
    at = NOW - timedelta(days=1)
    until = NOW if over else None
    won = decide(
        "w",
        "program",
        "order",
        "line",
        ordered_at=NOW,
        candidates=[Candidate(way=way, partner_id="ana", source="x", at=at)],
        partnerships={"ana": Partnership("ana", at, until)},
    )
    return suspicions(won, clues)


@pytest.mark.parametrize("way", list(Way))
def test_an_honest_order_is_not_held(way: Way) -> None:
    assert found(way, VISITED) == []


def test_a_partner_who_buys_is_known_by_any_of_their_addresses() -> None:
    own = Clues(partner_keys=frozenset("ab"), buyer_keys=frozenset("bc"), visits=1)
    assert found(Way.LINK, own) == [Suspicion.SELF_REFERRAL]
    other = Clues(partner_keys=frozenset("ab"), buyer_keys=frozenset("c"), visits=1)
    assert found(Way.LINK, other) == []


def test_a_code_that_no_visit_precedes_is_held_and_a_link_is_not() -> None:
    assert found(Way.CODE, Clues(uses=1)) == [Suspicion.CODE_WITHOUT_VISIT]
    assert found(Way.LINK, Clues()) == []


def test_a_burst_begins_at_its_limit() -> None:
    assert found(Way.CODE, Clues(visits=1, uses=BURST - 1)) == []
    assert found(Way.CODE, Clues(visits=1, uses=BURST)) == [Suspicion.BURST]
    assert found(Way.LINK, Clues(uses=BURST - 1)) == []
    assert found(Way.LINK, Clues(uses=BURST)) == [Suspicion.BURST]


def test_many_clicks_from_one_network_are_held_and_few_are_not() -> None:
    assert found(Way.LINK, Clues(clicks=20, network_clicks=16)) == [Suspicion.ONE_NETWORK]
    assert found(Way.LINK, Clues(clicks=20, network_clicks=15)) == []
    assert found(Way.LINK, Clues(clicks=19, network_clicks=19)) == []


def test_every_reason_is_told() -> None:
    clues = Clues(shared_account=True, visits=1)
    assert found(Way.LINK, clues, over=True) == [
        Suspicion.SHARED_ACCOUNT,
        Suspicion.PARTNERSHIP_OVER,
    ]


def test_where_nobody_won_there_is_nothing_to_hold() -> None:
    nobody = decide("w", "p", "o", "l", ordered_at=NOW, candidates=[], partnerships={})
    assert suspicions(nobody, Clues(shared_account=True)) == []
