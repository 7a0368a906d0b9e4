"""A venue is a place, for a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.contests.domain.contest.form.venue import Venue, check_network
from services.contests.domain.contest.venue import venue_closed, venue_opened, venues_at
from services.contests.domain.errors import WrongState
from shared.errors import Invalid
from tests.contests.desk import START, Desk
from tests.contests.putting import put

HOUR = timedelta(hours=1)


def venue(network: str = "203.0.113.7", lasts: timedelta = HOUR) -> Venue:
    return Venue(network=network, until=START + lasts, per_hour=100)


@pytest.mark.parametrize(
    "text", ["", "203.0.113.7", "203.0.113.0/24", "2001:db8::/48", "2001:db8:1:2::17"]
)
def test_an_address_and_a_network_of_a_place_are_taken(text: str) -> None:
    assert check_network(text) == ""


@pytest.mark.parametrize("text", ["a hall", "0.0.0.0/0", "10.0.0.0/8", "::/0", "203.0.113.7/33"])
def test_what_is_no_place_is_refused(text: str) -> None:
    assert check_network(text) == "network"


@pytest.mark.parametrize("lasts", [timedelta(0), -HOUR, timedelta(days=4), timedelta(days=30)])
def test_a_venue_ends_soon_and_in_the_future(desk: Desk, lasts: timedelta) -> None:
    with pytest.raises(Invalid) as refused:
        venue_opened(desk.opened(), START, venue(lasts=lasts))
    assert [(each.field, each.code) for each in refused.value.fields] == [
        ("until", "venue_too_long")
    ]


def test_the_venue_of_a_network_takes_the_place_of_the_one_before(desk: Desk) -> None:
    once = venue_opened(desk.opened(), START, venue())
    longer = venue_opened(once, START, venue(lasts=2 * HOUR))
    both = venue_opened(longer, START, venue("198.51.100.4"))
    assert [each.until for each in longer.venues] == [START + 2 * HOUR]
    assert [each.network for each in both.venues] == ["203.0.113.7", "198.51.100.4"]
    assert [each.network for each in venue_closed(both, START, "203.0.113.7").venues] == [
        "198.51.100.4"
    ]


def test_a_venue_that_ended_is_open_no_more_and_goes_with_the_next(desk: Desk) -> None:
    contest = venue_opened(desk.opened(), START, venue())
    later = START + 2 * HOUR
    assert venues_at(contest, later) == ()
    other = replace(venue("198.51.100.4"), until=later + HOUR)
    assert venue_opened(contest, later, other).venues == (other,)


def test_nobody_opens_a_venue_of_a_contest_that_takes_no_entries(desk: Desk) -> None:
    contest = desk.opened()
    with pytest.raises(WrongState):
        venue_opened(contest, contest.schedule.closes_at, venue())


def test_a_venue_is_kept_and_changes_nothing_that_is_frozen(desk: Desk) -> None:
    contest = desk.opened()
    kept = put(desk.context, contest, venues=(venue(),))
    assert kept.venues == (venue(),)
    assert desk.now(contest).venues == (venue(),)
    assert desk.now(contest).rules_hash == contest.rules_hash
