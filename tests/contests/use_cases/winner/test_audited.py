"""Whoever of the team decides about a winner, or reads who it is, stands in the audit."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.winner import Winner
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.use_cases.winner.acts import EVIDENCE, answer, at_place, drawn
from tests.contests.world import WORKSPACE, World

AUDIT = "contests.audit"
SKIP = {"code": "not_eligible", "evidence_hash": EVIDENCE}
PARCEL = {"carrier": "Colissimo", "tracking": "6A 271"}


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


@pytest.fixture
def winner(world: World) -> Winner:
    """The winner of the first place, who said yes; no event waits."""
    contest, pump = drawn(world)
    accepted = answer(world, at_place(world, contest, 1), accept=True)
    pump.run()
    return accepted


def act(world: World, api: FlaskClient, winner: Winner, verb: str, **body: str) -> None:
    """Press the button of an act, as `by` of the body, else as a-7."""
    who = bearer(world, "owner", subject=body.pop("by", "a-7"))
    version = world.context.stores.winners.get(WORKSPACE, winner.contest_id, winner.ref).version
    path = f"/api/v1/contests/{winner.contest_id}/winners/{winner.ref}/{verb}"
    answer = api.post(path, json=body, headers={**who, "If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


def told(world: World, name: str = "winners") -> list[dict[str, Any]]:
    """Return what waits for the audit, after checking that it goes into the workspace's chain."""
    waiting = world.database.collection(name).pending(100)
    events = [event for each in waiting for event in each.events if event.topic == AUDIT]
    assert {event.key for event in events} <= {WORKSPACE}
    return [dict(event.data) for event in events]


def acts(world: World) -> list[tuple[str, str]]:
    return [(each["act"], each["account_id"]) for each in told(world)]


@pytest.mark.parametrize(
    ("verb", "body", "said"),
    [
        ("verify", {}, "verify"),
        ("send", PARCEL, "send"),
        ("send", {"voucher": "MERCI-10"}, "give_code"),
        ("skip", SKIP, "propose_skip"),
    ],
)
def test_an_act_is_told_once_by_ids_alone(
    world: World, api: FlaskClient, winner: Winner, verb: str, body: dict[str, str], said: str
) -> None:
    act(world, api, winner, verb, **body)
    if verb != "skip":
        act(world, api, winner, verb, **body)
    (event,) = told(world)
    assert (event["act"], event["account_id"], event["refs"]) == (said, "a-7", [winner.ref])
    assert event["contest_id"] == winner.contest_id
    for text in ("6A 271", "Colissimo", "MERCI-10", EVIDENCE, "entrants.example", "Zoé"):
        assert text not in repr(event)


def test_handing_over_is_told_after_the_check(
    world: World, api: FlaskClient, winner: Winner
) -> None:
    act(world, api, winner, "verify")
    act(world, api, winner, "fulfil", by="a-8")
    assert acts(world) == [("verify", "a-7"), ("fulfil", "a-8")]


def test_each_of_the_two_who_decide_is_told_and_who_takes_it_back(
    world: World, api: FlaskClient, winner: Winner
) -> None:
    act(world, api, winner, "skip", **SKIP)
    act(world, api, winner, "skip", **SKIP, by="a-8")
    act(world, api, winner, "told", evidence_hash=EVIDENCE)
    act(world, api, winner, "told", evidence_hash=EVIDENCE, by="a-8")
    act(world, api, winner, "keep", by="a-8")
    assert acts(world) == [
        ("propose_skip", "a-7"),
        ("approve_skip", "a-8"),
        ("propose_told", "a-7"),
        ("approve_told", "a-8"),
        ("keep", "a-8"),
    ]


def test_what_is_refused_is_not_told(world: World, api: FlaskClient, winner: Winner) -> None:
    path = f"/api/v1/contests/{winner.contest_id}/winners/{winner.ref}/fulfil"
    assert api.post(path, json={}, headers=bearer(world, "owner")).status_code == 409
    assert told(world) == []


def test_what_a_winner_does_themselves_is_nobodys_act(world: World) -> None:
    contest, _ = drawn(world)
    answer(world, at_place(world, contest, 1), accept=True)
    assert told(world) == []


def test_reading_who_won_is_told_of_the_list_and_of_one(
    world: World, api: FlaskClient, winner: Winner
) -> None:
    at = f"/api/v1/contests/{winner.contest_id}/winners"
    for path in (at, f"{at}/{winner.ref}"):
        assert api.get(path, headers=bearer(world, "manager", subject="a-7")).status_code == 200
    one, everyone = sorted(told(world, "audit"), key=lambda each: len(each["refs"]))
    assert winner.ref in everyone["refs"]
    assert one["refs"] == [winner.ref]
    assert {(each["purpose"], each["account_id"]) for each in (everyone, one)} == {
        ("winners", "a-7")
    }


def test_a_proposal_in_place_of_another_is_told_apart(
    world: World, api: FlaskClient, winner: Winner
) -> None:
    act(world, api, winner, "skip", **SKIP)
    act(world, api, winner, "skip", **{**SKIP, "code": "rules_breach"}, by="a-8")
    act(world, api, winner, "skip", **{**SKIP, "code": "rules_breach"})
    assert acts(world) == [
        ("propose_skip", "a-7"),
        ("replace_skip", "a-8"),
        ("approve_skip", "a-7"),
    ]
