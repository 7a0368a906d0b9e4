"""Everything of one address: found, taken out and erased, by the gateway's command alone."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.newsletter import consent_id
from services.contests.domain.winner import Address, Details, answer, fulfil, give, verify
from services.contests.use_cases.contest.erase_people import erase_people
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.draw.read_papers import read_certificate
from shared.addresses import mailbox_key
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE, World

NEWS: dict[str, Any] = {
    "retention_days": 60,
    "opt_in": True,
    "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."},
    "newsletter_years": 3,
}
NOBODY = "nobody@entrants.example"


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


def address(person: int) -> str:
    return f"person{person}@entrants.example"


def asked(world: World, api: FlaskClient, verb: str, email: str, **who: Any) -> dict[str, Any]:
    """Return what is answered about an address."""
    answer = api.post(
        f"/api/v1/people/{verb}", json={"email": email}, headers=bearer(world, "owner", **who)
    )
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def found_by_mailbox(world: World, contest: Contest, entry: Entry) -> Entry:
    """Give an entry the key that a form gives it."""
    key = mailbox_key(address_secret(world.context, contest), entry.person.email)
    return world.context.stores.entries.change(
        entry, lambda found: (replace(found, mailbox_key=key), ())
    )


def notes(world: World) -> list[dict[str, Any]]:
    return world.database.collection("audit").find(WORKSPACE, {}).items


def winner_of(world: World, *, fulfilled: bool = False) -> Entry:
    """Return the entry of somebody who won, and has the prize where it is `fulfilled`."""
    contest = world.drawn(9, data=NEWS)
    Pump(world).run()
    stores = world.context.stores
    winner = stores.winners.of_contest(WORKSPACE, contest.id)[0]
    if fulfilled:
        now, ask = world.clock.now(), contest.ask_of(winner.prize_name)
        for step in (
            lambda each: answer(each, accept=True, now=now),
            lambda each: verify(each, ask, now=now),
            lambda each: fulfil(each, ask, now=now),
        ):
            stores.winners.change(WORKSPACE, contest.id, winner.ref, step)
        Pump(world).run()
    return stores.entries.get(WORKSPACE, contest.id, winner.entry_id)


def test_everything_of_an_address_is_found_in_every_contest_however_it_is_written(
    world: World, api: FlaskClient
) -> None:
    first, second = world.opened(data=NEWS), world.opened(data=NEWS)
    confirmed = world.confirmed(first, world.submitted(first, 3))
    pending = found_by_mailbox(world, second, world.submitted(second, 3))
    world.confirmed(second, world.submitted(second, 4))
    Pump(world).run()
    items = asked(world, api, "find", "Person3@Entrants.example")["items"]
    assert {(each["kind"], each["name"], each["state"]) for each in items} == {
        ("entry", confirmed.ref, "confirmed"),
        ("entry", pending.ref, "unconfirmed"),
        ("newsletter", f"consent of {world.clock.now():%Y-%m-%d}", "given"),
    }


def test_each_look_is_noted_without_the_address(world: World, api: FlaskClient) -> None:
    contest = world.opened()
    entry = world.confirmed(contest, world.submitted(contest, 4))
    for verb in ("find", "export", "erase"):
        asked(world, api, verb, address(4))
    noted = sorted((each["purpose"], each["refs"]) for each in notes(world))
    assert noted == [(purpose, [entry.ref]) for purpose in ("erased", "search", "taken")]
    assert all(each["searched"] for each in notes(world))
    assert "entrants.example" not in repr(notes(world))


@pytest.mark.parametrize(
    ("verb", "purpose"), [("find", "search"), ("export", "taken"), ("erase", "erased")]
)
def test_of_whom_the_newsletter_alone_is_left_each_look_is_noted_too(
    world: World, api: FlaskClient, verb: str, purpose: str
) -> None:
    contest = world.opened(data=NEWS)
    world.confirmed(contest, world.submitted(contest, 3))
    Pump(world).run()
    erase_people(world.context, world.now(contest))
    assert world.now(contest).erased_at is not None
    assert repr(asked(world, api, verb, address(3), subject="a-7")).count("newsletter") >= 1
    (note,) = notes(world)
    assert (note["purpose"], note["contest_id"], note["account_id"]) == (purpose, contest.id, "a-7")
    assert note["refs"] == []
    assert re.fullmatch(r"[0-9a-f]{64}", note["searched"])


@pytest.mark.parametrize("earlier", [False, True])
def test_a_consent_that_outlived_its_contest_is_found_under_each_name_of_its_mailbox(
    world: World, api: FlaskClient, earlier: bool
) -> None:
    contest = world.opened(data=NEWS)
    entry = world.submitted(contest, 3)
    anna = replace(entry.person, email="Anna@proton.me")
    world.context.stores.entries.change(entry, lambda found: (replace(found, person=anna), ()))
    world.confirmed(contest, entry)
    Pump(world).run()
    erase_people(world.context, world.now(contest))
    kept = world.database.collection("newsletter_consents")
    if earlier:
        kept.change(WORKSPACE, {"_id": consent_id(entry.id)}, {"$unset": {"mailbox_key": True}})
    assert len(asked(world, api, "export", "anna@protonmail.com")["newsletter"]) == 1
    (found,) = asked(world, api, "find", "anna@pm.me")["items"]
    (erased,) = asked(world, api, "erase", "anna@pm.me")["items"]
    assert found["kind"] == erased["kind"] == "newsletter"
    assert kept.count(WORKSPACE, {}) == 0
    (left,) = asked(world, api, "find", "anna@pm.me")["items"]
    assert (left["kind"], left["state"]) == ("suppression", "kept")


def test_all_that_is_kept_is_taken_out(world: World, api: FlaskClient) -> None:
    contest = world.opened(data=NEWS)
    world.confirmed(contest, world.submitted(contest, 3))
    Pump(world).run()
    data = asked(world, api, "export", address(3))
    assert [each["email"] for each in data["entries"]] == [address(3)]
    assert [each["text"] for each in data["newsletter"]] == ["Écrivez-moi."]


def test_erased_nothing_is_found_any_more_and_a_repeat_is_harmless(
    world: World, api: FlaskClient
) -> None:
    contest = world.opened(data=NEWS)
    world.confirmed(contest, world.submitted(contest, 3))
    Pump(world).run()
    (entry, consent) = asked(world, api, "erase", address(3))["items"]
    assert entry["notes"] == ["it does not take part in the draw any more"]
    assert consent["notes"] == ["ended; a keyed hash of the address keeps it so"]
    for verb in ("erase", "find"):
        (left,) = asked(world, api, verb, address(3))["items"]
        assert (left["kind"], left["state"]) == ("suppression", "kept")
    for name in ("entries", "newsletter_consents", "newsletter_suppressions", "audit"):
        stored = repr(world.database.collection(name).find(WORKSPACE, {}).items)
        assert address(3) not in stored


def test_of_whom_never_asked_for_the_newsletter_nothing_at_all_stays(
    world: World, api: FlaskClient
) -> None:
    contest = world.opened(data=NEWS)
    world.confirmed(contest, world.submitted(contest, 4))
    Pump(world).run()
    asked(world, api, "erase", address(4))
    assert asked(world, api, "find", address(4))["items"] == []


def test_someone_in_a_sealed_list_is_erased_and_the_proof_stays(
    world: World, api: FlaskClient
) -> None:
    entry = winner_of(world)
    before = certificate(world, entry)
    (found,) = [
        each
        for each in asked(world, api, "erase", entry.person.email)["items"]
        if each["kind"] == "entry"
    ]
    assert found["notes"] == [
        "its line stays in the sealed list, which cannot change, and leads to nobody",
        f"the prize “{prize(world, entry)}” is given up: the next alternate has it, if any",
    ]
    Pump(world).run()
    winner = world.context.stores.winners.get(WORKSPACE, entry.contest_id, entry.ref)
    assert (winner.state, winner.code) == ("skipped", "withdrawn")
    assert certificate(world, entry) == before


def test_someone_who_has_the_prize_keeps_it(world: World, api: FlaskClient) -> None:
    entry = winner_of(world, fulfilled=True)
    said = repr(asked(world, api, "erase", entry.person.email)["items"])
    assert f"the prize “{prize(world, entry)}” stays handed over" in said
    Pump(world).run()
    winner = world.context.stores.winners.get(WORKSPACE, entry.contest_id, entry.ref)
    assert winner.state == "fulfilled"


def prize(world: World, entry: Entry) -> str:
    winner = world.context.stores.winners.get(WORKSPACE, entry.contest_id, entry.ref)
    return winner.prize_name


def certificate(world: World, entry: Entry) -> bytes:
    pieces = read_certificate(world.context, workspace=WORKSPACE, contest=entry.contest_id)
    return b"".join(pieces)


def test_another_workspace_knows_nobody_of_here(world: World, api: FlaskClient) -> None:
    contest = world.opened(data=NEWS)
    world.confirmed(contest, world.submitted(contest, 3))
    Pump(world).run()
    assert asked(world, api, "erase", address(3), workspace="elsewhere")["items"] == []
    assert asked(world, api, "find", address(3))["items"] != []


def test_what_is_no_address_is_said_so(world: World, api: FlaskClient) -> None:
    for verb in ("find", "export", "erase"):
        answer = api.post(
            f"/api/v1/people/{verb}",
            json={"email": "nobody"},
            headers=bearer(world, "owner"),
        )
        assert answer.status_code == 422
        assert [each["code"] for each in answer.get_json()["errors"]] == ["email"]


@pytest.mark.parametrize("role", ["manager", "moderator", "analyst", "public"])
@pytest.mark.parametrize("verb", ["find", "export", "erase"])
def test_nobody_but_an_owner_asks(world: World, api: FlaskClient, verb: str, role: str) -> None:
    answer = api.post(f"/api/v1/people/{verb}", json={"email": NOBODY}, headers=bearer(world, role))
    assert answer.status_code == 403


def test_what_a_winner_gave_for_the_prize_is_taken_out_and_erased(
    world: World, api: FlaskClient
) -> None:
    entry = winner_of(world)
    given = {"name": "Zoé Li", "line": "12 rue des Lilas", "city": "Lyon", "postcode": "69001"}
    parcel = Details(Address(**given, country="FR"))
    now, whose = world.clock.now(), (WORKSPACE, entry.contest_id, entry.ref)
    for step in (
        lambda each: answer(each, accept=True, now=now),
        lambda each: give(each, parcel, now=now),
    ):
        world.context.stores.winners.change(*whose, step)
    email = entry.person.email
    (taken,) = asked(world, api, "export", email)["entries"]
    assert taken["prize"]["address"]["line"] == "12 rue des Lilas"
    asked(world, api, "erase", email)
    Pump(world).run()
    assert world.context.stores.winners.get(*whose).address is None
