"""Who won, by first name and address: for owner and manager, and noted before it is shown."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from shared.documents import StoreUnavailable
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, propose
from tests.contests.world import WORKSPACE, World


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


def address(contest: Contest) -> str:
    return f"/api/v1/contests/{contest.id}/winners"


def notes(world: World) -> list[dict[str, Any]]:
    return world.database.collection("audit").find(WORKSPACE, {}).items


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_the_team_learns_who_won(world: World, api: FlaskClient, role: str) -> None:
    contest, _ = drawn(world)
    page = api.get(address(contest), headers=bearer(world, role)).get_json()
    assert [winner["place"] for winner in page["items"]] == [1, 2, 3]
    for winner in page["items"]:
        entry = world.context.stores.entries.of_ref(WORKSPACE, contest.id, winner["ref"])
        assert (winner["first_name"], winner["email"]) == (
            entry.person.first_name,
            entry.person.email,
        )
        assert winner["email"].endswith("@entrants.example")
    assert page["contest"]["texts"]["fr"]["title"] == "Printemps : le jeu"
    assert page["after"] is None


@pytest.mark.parametrize("role", ["moderator", "analyst", "public", "partner"])
def test_nobody_else_does(world: World, api: FlaskClient, role: str) -> None:
    contest, _ = drawn(world)
    at = f"/api/v1/contests/{contest.id}"
    answer = api.get(f"{at}/winners", headers=bearer(world, role))
    assert (answer.status_code, answer.get_json()["slug"]) == (403, "forbidden")
    for path in (at, f"{at}/outcome", f"{at}/entries", f"/api/v1/public/contests/{contest.slug}"):
        told = api.get(path, headers=bearer(world, role)).text
        assert "entrants.example" not in told
        assert "Zoé" not in told
    assert notes(world) == []


def test_who_was_shown_whom_is_noted_by_ids_alone(world: World, api: FlaskClient) -> None:
    contest, _ = drawn(world)
    page = api.get(address(contest), headers=bearer(world, "owner", subject="a-7")).get_json()
    (note,) = notes(world)
    assert (note["account_id"], note["contest_id"]) == ("a-7", contest.id)
    assert note["refs"] == [winner["ref"] for winner in page["items"]]
    (pending,) = world.database.collection("audit").pending(10)
    (event,) = pending.events
    assert event.type == "kermesse.contests.audit.people_read.v1"
    assert (event.topic, event.key) == ("contests.audit", WORKSPACE)
    assert event.data["refs"] == note["refs"]
    for text in (repr(note), repr(event.data)):
        assert "entrants.example" not in text
        assert "Zoé" not in text


def test_without_its_note_nobody_is_shown(world: World) -> None:
    contest, _ = drawn(world)
    collection = world.database.collection("audit")

    class Down:
        def add(self, note: Any) -> None:
            assert collection.find(WORKSPACE, {}).items == []
            raise StoreUnavailable

    world.context = world.with_stores(audit=Down())
    answer = api_of(world).get(address(contest), headers=bearer(world, "owner"))
    assert answer.status_code == 503
    assert "entrants.example" not in answer.text


def test_nobody_is_noted_where_nobody_is_shown(world: World, api: FlaskClient) -> None:
    sealed = world.sealed(4)
    empty = world.drawn(0)
    early = api.get(address(sealed), headers=bearer(world, "owner"))
    assert early.status_code == 404
    shown = api.get(address(empty), headers=bearer(world, "owner")).get_json()
    assert (shown["items"], shown["after"]) == ([], None)
    assert notes(world) == []


def test_a_place_is_shown_with_everyone_who_held_it_and_pages_follow_places(
    world: World, api: FlaskClient
) -> None:
    contest, pump = drawn(world)
    gone = at_place(world, contest, 1)
    answer(world, gone, accept=False)
    pump.run()
    owner, at = bearer(world, "owner"), address(contest)
    first = api.get(at, query_string={"limit": 1}, headers=owner).get_json()
    held = [(each["place"], each["state"], each["promoted"]) for each in first["items"]]
    assert held == [(1, "skipped", False), (1, "notified", True)]
    rest = api.get(at, query_string={"after": first["after"]}, headers=owner).get_json()
    assert [each["place"] for each in rest["items"]] == [2, 3]
    assert rest["after"] is None
    assert [len(note["refs"]) for note in notes(world)] == [2, 2]


def test_an_erased_winner_is_shown_without_name_and_address(world: World, api: FlaskClient) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    entry = world.context.stores.entries.of_ref(WORKSPACE, contest.id, winner.ref)
    world.context.stores.entries.change(entry, lambda found: (found.forget(), ()))
    page = api.get(address(contest), headers=bearer(world, "owner")).get_json()
    assert (page["items"][0]["first_name"], page["items"][0]["email"]) == ("", "")


def test_a_note_goes_after_thirteen_months(world: World, api: FlaskClient) -> None:
    contest, _ = drawn(world)
    api.get(address(contest), headers=bearer(world, "owner"))
    pump = Pump(world)
    world.clock.advance(days=396)
    pump.run()
    assert len(notes(world)) == 1
    world.clock.advance(days=1)
    pump.run()
    assert notes(world) == []


def offered(world: World, api: FlaskClient, contest: Contest, role: str, subject: str) -> list[str]:
    headers = bearer(world, role, subject=subject)
    answer = api.get(f"/api/v1/contests/{contest.id}/outcome", headers=headers).get_json()
    return list(answer["winners"][0]["actions"])


def test_what_may_be_done_with_a_winner_is_told_to_who_may_do_it(
    world: World, api: FlaskClient
) -> None:
    contest, _ = drawn(world)
    winner = at_place(world, contest, 1)
    answer(world, winner, accept=True)
    assert offered(world, api, contest, "manager", "a-1") == ["send", "verify", "propose_skip"]
    for role in ("moderator", "analyst"):
        assert offered(world, api, contest, role, "a-1") == []
    propose(world, contest, winner.ref, by="a-1")
    again = ["send", "verify", "replace_skip", "keep"]
    assert offered(world, api, contest, "owner", "a-1") == again
    assert offered(world, api, contest, "owner", "a-2") == [*again[:2], "approve_skip", *again[2:]]
    page = api.get(address(contest), headers=bearer(world, "owner", subject="a-2")).get_json()
    assert page["items"][0]["actions"] == [*again[:2], "approve_skip", *again[2:]]
    propose(world, contest, winner.ref, by="a-2")
    # What two decided, another than its proposer takes back.
    assert offered(world, api, contest, "owner", "a-1") == ["tell"]
    assert offered(world, api, contest, "owner", "a-2") == ["keep", "tell"]


def test_everybody_else_is_offered_nothing(world: World, api: FlaskClient) -> None:
    contest, _ = drawn(world)
    path = f"/api/v1/public/contests/{contest.slug}"
    outcome = api.get(path, headers=bearer(world, "public")).get_json()["outcome"]
    assert all("actions" not in winner for winner in outcome["winners"])
