"""Where many people share a network, the organiser lets them in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.mechanics import mechanics
from services.contests.use_cases.contest.open_venue import open_venue
from services.gateway.kit.parts import KEY
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import TYPED, Fair, read, words

HALL = "203.0.113.7"


def limited(fair: Fair, rate: str) -> None:
    """Let a network send so many forms alone."""
    app = fair.gateway.app
    app.extensions[KEY] = replace(app.extensions[KEY], entry_rate=rate)


def opened(fair: Fair, contest: Contest, network: str = HALL, *, per_hour: int = 70) -> None:
    """Open a venue for half an hour."""
    until = fair.world.clock.now() + timedelta(minutes=30)
    venue = Venue(network=network, until=until, per_hour=per_hour)
    open_venue(fair.world.context, workspace=WORKSPACE, contest=contest.id, venue=venue)
    fair.a_moment_later()


def come(fair: Fair, contest: Contest, people: int, address: str = HALL, **typed: str) -> list[int]:
    """Let people enter, each once, from one address; return the statuses."""
    someone = fair.someone()
    form = {**TYPED, **typed, "csrf_token": someone.token(fair.page(contest))}
    return [
        someone.client.post(
            fair.page(contest),
            base_url=ORIGIN,
            data={**form, "email": f"person{number}@example.org"},
            environ_base={"REMOTE_ADDR": address},
        ).status_code
        for number in range(people)
    ]


@pytest.mark.parametrize("network", [HALL, "203.0.113.0/24", ""])
def test_a_hall_of_61_enters_where_the_organiser_opened_a_venue(fair: Fair, network: str) -> None:
    contest = fair.opened()
    limited(fair, "30 per hour")
    opened(fair, contest, network)
    assert come(fair, contest, 61) == [303] * 61
    assert fair.entries(contest) == 61


def test_a_household_of_ipv6_is_let_in_by_one_of_its_numbers(fair: Fair) -> None:
    contest = fair.opened()
    limited(fair, "1 per hour")
    opened(fair, contest, "2001:db8:1:2::17")
    assert come(fair, contest, 3, "2001:db8:1:2::99") == [303] * 3
    assert come(fair, contest, 2, "2001:db8:1:3::99") == [303, 429]


def test_a_venue_has_its_own_limit_and_lets_nobody_else_in(fair: Fair) -> None:
    contest, other = fair.opened(), fair.opened()
    limited(fair, "2 per hour")
    opened(fair, contest, per_hour=3)
    assert come(fair, contest, 6) == [303] * 5 + [429]
    assert come(fair, contest, 3, "203.0.113.8") == [303, 303, 429]
    assert come(fair, other, 1) == [429]


def test_a_venue_ends_by_itself(fair: Fair) -> None:
    contest = fair.opened()
    limited(fair, "1 per 2 hour")
    opened(fair, contest)
    assert come(fair, contest, 2) == [303, 303]
    fair.world.clock.advance(minutes=31)
    assert come(fair, contest, 1) == [429]


def test_the_code_of_a_hall_is_no_guess(fair: Fair) -> None:
    frozen = mechanics()["secret_code"].freeze({"code": "lumen", "bonus": 4}, bytes(16))
    contest = fair.opened(mechanic={**frozen, "kind": "secret_code", "max_weight": 5})
    limited(fair, "2 per hour")
    opened(fair, contest)
    assert come(fair, contest, 6, **{"answers.code": "lumen"}) == [303] * 6


def test_who_is_refused_reads_why_and_until_when(fair: Fair) -> None:
    contest = fair.opened()
    limited(fair, "1 per hour")
    come(fair, contest, 1)
    someone = fair.someone()
    form = {**TYPED, "csrf_token": someone.token(fair.page(contest))}
    answer = someone.client.post(
        fair.page(contest), base_url=ORIGIN, data=form, environ_base={"REMOTE_ADDR": HALL}
    )
    said = words(answer).replace("\u00a0", " ")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "votre réseau, qui compte pour un" in said
    assert "dans 1 heure, à partir de 12 h 00" in said
    assert read(answer).select_one("#email")["value"] == TYPED["email"]
