"""A contest says what its reader may do with it now: what is offered is taken, the rest refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import LAST_CANCELLATION, Contest
from services.contests.domain.contest.rules import AMENDABLE
from tests.contests.desk import Desk
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, DRAWS, SEALS, World

OPENED = ["ask", "amend", "cancel", "review", "open_venue", "read_people"]


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


def read(world: World, api: FlaskClient, contest: Contest, role: str = "owner") -> dict[str, Any]:
    """Return what the page of a contest asks for."""
    place = f"/api/v1/contests/{contest.id}/overview"
    answer = api.get(place, headers=bearer(world, role))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def of_contest(world: World, api: FlaskClient, contest: Contest, role: str = "owner") -> list[str]:
    """Return what may be done with a contest."""
    actions: list[str] = read(world, api, contest, role)["contest"]["actions"]
    return actions


def test_a_draft_is_edited_and_opened_once_nothing_blocks_it(
    desk: Desk, client: FlaskClient
) -> None:
    whole, lacking = desk.draft(), desk.draft(prizes=[])
    offered = {
        each.id: client.get(f"/api/v1/contests/{each.id}", headers=desk.bearer("owner")).get_json()
        for each in (whole, lacking)
    }
    assert offered[whole.id]["actions"] == ["edit", "open", "delete", "ask", "cancel"]
    assert offered[lacking.id]["actions"] == ["edit", "delete", "ask", "cancel"]


def test_each_reader_is_offered_what_their_role_may(world: World, api: FlaskClient) -> None:
    contest = world.opened()
    offered = {
        role: of_contest(world, api, contest, role)
        for role in ("owner", "manager", "moderator", "analyst")
    }
    assert offered == {
        "owner": OPENED,
        "manager": OPENED,
        "moderator": ["review"],
        "analyst": [],
    }


def test_what_may_be_amended_is_said_while_it_may(world: World, api: FlaskClient) -> None:
    contest = world.opened(organiser={"name": "Maison Lumen", "contact": "jeu@lumen.example"})
    left_empty = ("organiser.address", "organiser.dpo")
    offered = [name for name in AMENDABLE if name not in left_empty]
    assert read(world, api, contest)["contest"]["amendable"] == offered
    assert read(world, api, contest, "analyst")["contest"]["amendable"] == []
    world.clock.set(CLOSES)
    assert read(world, api, contest)["contest"]["amendable"] == []


def sealed(world: World) -> Contest:
    return world.seal(world.opened())


def drawn(world: World) -> Contest:
    contest = world.drawn(3)
    Pump(world).run()
    return contest


def at_closing(world: World) -> Contest:
    contest = world.opened()
    world.clock.set(CLOSES)
    return world.advance(contest)


@pytest.mark.parametrize(
    ("reach", "offered"),
    [
        (lambda world: world.opened(), OPENED),
        (at_closing, ["ask", "cancel", "review", "read_people"]),
        (sealed, ["ask", "read_people"]),
        (drawn, ["ask", "read_winners", "read_people", "tell_result"]),
    ],
)
def test_what_is_offered_follows_the_life_of_a_contest(
    world: World, api: FlaskClient, reach: Callable[[World], Contest], offered: list[str]
) -> None:
    assert of_contest(world, api, reach(world)) == offered


def test_cancelling_is_offered_as_long_as_it_is_taken(world: World, api: FlaskClient) -> None:
    contest = world.opened()
    last = DRAWS - min(LAST_CANCELLATION, world.context.policy.seal_lead)
    place = f"/api/v1/contests/{contest.id}/cancel"
    world.clock.set(last)
    assert "cancel" not in of_contest(world, api, contest)
    late = api.post(place, json={"reason": "Rain."}, headers=bearer(world, "owner"))
    assert late.status_code == 409
    world.clock.set(last - timedelta(milliseconds=1))
    assert "cancel" in of_contest(world, api, contest)
    in_time = api.post(place, json={"reason": "Rain."}, headers=bearer(world, "owner"))
    assert in_time.status_code == 200
    assert in_time.get_json()["actions"] == ["read_people"]


def test_a_round_may_be_pasted_from_its_time_on_and_is_late_two_minutes_after(
    world: World, api: FlaskClient
) -> None:
    contest = sealed(world)
    world.clock.set(DRAWS)
    found = read(world, api, contest)["contest"]
    assert (found["actions"], found["beacon_late"]) == (
        ["ask", "paste_beacon", "read_people"],
        False,
    )
    world.clock.set(DRAWS + timedelta(minutes=3))
    assert read(world, api, contest, "analyst")["contest"]["actions"] == []
    assert read(world, api, contest, "analyst")["contest"]["beacon_late"]


def test_an_entry_says_what_may_be_decided_about_it(world: World, api: FlaskClient) -> None:
    contest = world.opened()
    confirmed, out = world.entered(contest, 2)
    world.submitted(contest, 3)
    at = f"/api/v1/contests/{contest.id}/entries/{out.id}/exclude"
    api.post(at, json={"reason": "fraud"}, headers=bearer(world, "moderator"))
    items = read(world, api, contest, "moderator")["entries"]["items"]
    offered = {each["ref"]: (each["state"], each["actions"]) for each in items}
    assert offered[confirmed.ref] == ("confirmed", ["exclude"])
    assert offered[out.ref] == ("excluded", ["reinstate"])
    assert ("unconfirmed", []) in offered.values()
    assert not any(
        each["actions"] for each in read(world, api, contest, "analyst")["entries"]["items"]
    )


def test_nobody_is_excluded_who_could_not_appeal_any_more(world: World, api: FlaskClient) -> None:
    contest = world.opened()
    world.entered(contest, 1)
    world.clock.set(contest.schedule.last_exclusion)
    assert read(world, api, contest)["entries"]["items"][0]["actions"] == []
    world.clock.set(SEALS)
    assert of_contest(world, api, world.seal(contest)) == ["ask", "read_people"]


def test_the_page_of_a_contest_is_one_answer(world: World, api: FlaskClient) -> None:
    contest, headers = drawn(world), bearer(world, "analyst")
    found = read(world, api, contest, "analyst")
    at = f"/api/v1/contests/{contest.id}"
    assert found["contest"] == api.get(at, headers=headers).get_json()
    assert found["outcome"] == api.get(f"{at}/outcome", headers=headers).get_json()
    listed = api.get(f"{at}/entries", headers=headers).get_json()["items"]
    assert listed == found["entries"]["items"]
    none = api.get(f"{at}/overview?state=excluded", headers=headers).get_json()["entries"]
    assert none == {"items": [], "after": None}


def test_before_the_draw_there_is_no_outcome_and_another_workspace_has_no_contest(
    world: World, api: FlaskClient
) -> None:
    contest = world.opened()
    assert read(world, api, contest)["outcome"] is None
    other = bearer(world, "owner", workspace="other-house")
    place = f"/api/v1/contests/{contest.id}/overview"
    assert api.get(place, headers=other).status_code == 404


def test_a_list_says_who_may_begin_a_contest_and_who_may_edit_which(
    desk: Desk, client: FlaskClient
) -> None:
    desk.draft()
    desk.opened()
    owner = client.get("/api/v1/contests", headers=desk.bearer("owner")).get_json()
    analyst = client.get("/api/v1/contests", headers=desk.bearer("analyst")).get_json()
    assert (owner["actions"], analyst["actions"]) == (["create"], [])
    offered = {each["state"]: each["actions"] for each in owner["items"]}
    assert "edit" in offered["draft"]
    assert "edit" not in offered["open"]
    assert [each["actions"] for each in analyst["items"]] == [[], []]


def test_everybody_reads_in_which_phase_a_contest_is_and_until_when(
    world: World, api: FlaskClient
) -> None:
    contest = world.opened()
    place = f"/api/v1/public/contests/{contest.slug}"

    def phases() -> list[tuple[str, str | None]]:
        found = api.get(place, headers=bearer(world, "public")).get_json()["phases"]
        return [(each["phase"], each["until"]) for each in found]

    settings = contest.in_force
    opened = [
        ("soon", settings["opens_at"]),
        ("open", settings["closes_at"]),
        ("closed", None),
    ]
    assert phases() == opened
    # The worker that closes it may come later: nothing is left to the clock of whoever reads.
    world.clock.set(CLOSES)
    assert phases() == opened
    world.advance(contest)
    assert phases() == [("closed", None)]
    world.seal(contest)
    assert phases() == [("sealed", None)]
    world.clock.set(DRAWS)
    world.advance(contest)
    Pump(world).run()
    assert phases() == [("drawn", None)]


def test_the_line_about_the_rules_says_where_its_link_stands(
    world: World, api: FlaskClient
) -> None:
    contest, headers = world.opened(), bearer(world, "public")
    found = api.get(f"/api/v1/public/contests/{contest.slug}", headers=headers).get_json()
    assert found["rules_parts"]["fr"] == ["J'accepte le ", "règlement", "."]
    assert {language: "".join(parts) for language, parts in found["rules_parts"].items()} == {
        language: lines["rules"] for language, lines in found["lines"].items()
    }
