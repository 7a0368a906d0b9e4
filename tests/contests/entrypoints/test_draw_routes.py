"""Papers, claims and outcomes over HTTP."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from stack.beacon import sign_round
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, WORKSPACE, World

EVIDENCE = "cd" * 32


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


def told(world: World) -> Contest:
    """Return a drawn contest whose winners were told."""
    contest = world.drawn(9)
    Pump(world).run()
    return contest


def claim(world: World) -> str:
    """Return the token in the mail of the winner of the first place."""
    texts = [mail.text for mail in world.inbox() if "Vélo" in mail.text]
    return [found[1] for text in texts if (found := re.search(r"/claim/(\S+)", text))][-1]


def test_anyone_checks_a_draw_offline_with_what_the_api_gives(
    world: World, api: FlaskClient, tmp_path: Path
) -> None:
    contest = told(world)
    at, headers = f"/api/v1/contests/{contest.id}", bearer(world, "public")
    seal = api.get(f"{at}/commitment", headers=headers).get_json()["seal"]
    certificate, program = tmp_path / "certificate.json", tmp_path / "verify.py"
    certificate.write_bytes(api.get(f"{at}/certificate", headers=headers).data)
    program.write_bytes(api.get(f"{at}/verify.py", headers=headers).data)
    ran = subprocess.run(
        [sys.executable, "-I", program, certificate, "--seal", seal],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    listed = api.get(f"{at}/list", headers=headers).get_json()
    assert listed == {"items": json.loads(certificate.read_bytes())["list"], "after": None}


def test_a_certificate_is_the_same_bytes_each_time(world: World, api: FlaskClient) -> None:
    address = f"/api/v1/contests/{told(world).id}/certificate"
    answers = [api.get(address, headers=bearer(world, role)) for role in ("public", "owner")]
    assert answers[0].data == answers[1].data
    assert answers[0].mimetype == "application/json"


@pytest.mark.parametrize("paper", ["commitment", "list", "certificate"])
def test_papers_of_another_workspace_are_not_there(
    world: World, api: FlaskClient, paper: str
) -> None:
    address = f"/api/v1/contests/{told(world).id}/{paper}"
    answer = api.get(address, headers=bearer(world, "owner", workspace="somebody-else"))
    assert answer.status_code == 404


def test_a_winner_reads_then_accepts_then_cannot_decline(world: World, api: FlaskClient) -> None:
    told(world)
    at, headers = f"/api/v1/claims/{claim(world)}", bearer(world, "public")
    shown = api.get(at, headers=headers).get_json()
    assert (shown["prize"], shown["state"]) == ("Vélo", "notified")
    assert shown["answer_by"].startswith("2026-03-30T13:00:00")
    assert shown["actions"] == ["accept", "decline"]
    accepted = api.post(f"{at}/accept", headers=headers).get_json()
    assert (accepted["state"], accepted["actions"]) == ("accepted", [])
    assert api.post(f"{at}/accept", headers=headers).status_code == 200
    refused = api.post(f"{at}/decline", headers=headers)
    assert (refused.status_code, refused.get_json()["slug"]) == (409, "claim_answered")


def test_a_claim_after_its_time_is_gone(world: World, api: FlaskClient) -> None:
    told(world)
    world.clock.advance(days=8)
    at, headers = f"/api/v1/claims/{claim(world)}", bearer(world, "public")
    assert api.get(at, headers=headers).get_json()["actions"] == []
    answer = api.post(f"{at}/accept", headers=headers)
    assert (answer.status_code, answer.get_json()["slug"]) == (410, "claim_expired")


def test_reading_a_claim_by_any_safe_method_changes_nothing(world: World, api: FlaskClient) -> None:
    contest = told(world)
    before = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    for method in ("GET", "HEAD", "OPTIONS"):
        for end in ("", "/accept", "/decline"):
            address = f"/api/v1/claims/{claim(world)}{end}"
            api.open(address, method=method, headers=bearer(world, "public"))
    assert world.context.stores.winners.of_contest(WORKSPACE, contest.id) == before


def test_staff_follows_winners_and_hands_prizes_over(world: World, api: FlaskClient) -> None:
    contest, owner = told(world), bearer(world, "owner")
    at = f"/api/v1/contests/{contest.id}"
    first = api.get(f"{at}/outcome", headers=owner).get_json()["winners"][0]
    assert (first["prize"], first["state"], first["mail"]) == ("Vélo", "notified", "sent")
    early = api.post(f"{at}/winners/{first['ref']}/verify", headers=owner)
    assert (early.status_code, early.get_json()["slug"]) == (409, "wrong_winner_state")
    api.post(f"/api/v1/claims/{claim(world)}/accept", headers=bearer(world, "public"))
    for verb, state in (("verify", "verified"), ("fulfil", "fulfilled")):
        answer = api.post(f"{at}/winners/{first['ref']}/{verb}", headers=owner)
        assert answer.get_json()["winners"][0]["state"] == state


def test_skipping_a_winner_takes_two_accounts(world: World, api: FlaskClient) -> None:
    contest = told(world)
    at = f"/api/v1/contests/{contest.id}"
    one, two = (bearer(world, "manager", subject=who) for who in ("a-1", "a-2"))
    first = api.get(f"{at}/outcome", headers=one).get_json()["winners"][0]
    body = {"code": "rules_breach", "evidence_hash": EVIDENCE}
    address = f"{at}/winners/{first['ref']}/skip"
    assert api.post(address, json=body, headers=one).status_code == 200

    def evidence(headers: dict[str, str]) -> str | None:
        shown = api.get(f"{at}/outcome", headers=headers).get_json()["winners"][0]["skip"]
        return shown.get("evidence_hash")

    assert [evidence(one), evidence(two)] == [body["evidence_hash"], None]
    again = api.post(address, json=body, headers=one)
    assert (again.status_code, again.get_json()["slug"]) == (409, "second_person_needed")
    approved = api.post(address, json=body, headers=two).get_json()["winners"][0]
    assert approved["skip"]["approved_by"] == "a-2"
    assert [evidence(one), evidence(two)] == [body["evidence_hash"]] * 2
    assert approved["announced_at"].startswith("2026-03-23T13:00:00")
    assert approved["objection_until"] is None
    Pump(world).run()
    announced = api.get(f"{at}/outcome", headers=one).get_json()["winners"][0]
    assert announced["objection_until"].startswith("2026-03-26T13:00:00")
    claimed = api.get(f"/api/v1/claims/{claim(world)}", headers=bearer(world, "public")).get_json()
    assert claimed["objection"]["code"] == "rules_breach"
    assert claimed["objection"]["until"].startswith("2026-03-26T13:00:00")
    alone = api.post(f"{at}/winners/{first['ref']}/keep", headers=one)
    assert (alone.status_code, alone.get_json()["slug"]) == (409, "second_person_needed")
    api.post(f"{at}/winners/{first['ref']}/keep", headers=two)
    kept = api.get(f"/api/v1/claims/{claim(world)}", headers=bearer(world, "public")).get_json()
    assert kept["objection"] is None
    wrong = api.post(address, json={**body, "code": "no_answer"}, headers=two)
    assert wrong.status_code == 422


def test_telling_a_winner_by_another_channel_takes_two_accounts(
    world: World, api: FlaskClient
) -> None:
    contest = world.sealed(4)
    world.mailer.bounced |= {f"person{each}@entrants.example" for each in range(1, 5)}
    world.clock.set(DRAWS)
    Pump(world).run()
    at = f"/api/v1/contests/{contest.id}"
    one, two = (bearer(world, "manager", subject=who) for who in ("a-1", "a-2"))
    first = api.get(f"{at}/outcome", headers=one).get_json()["winners"][0]
    assert (first["state"], first["unreachable"]) == ("drawn", True)
    address, body = f"{at}/winners/{first['ref']}/told", {"evidence_hash": EVIDENCE}
    for headers, status in ((one, 200), (one, 409), (two, 200), (two, 409)):
        assert api.post(address, json=body, headers=headers).status_code == status
    told = api.get(f"{at}/outcome", headers=one).get_json()["winners"][0]
    assert (told["state"], told["unreachable"]) == ("notified", False)
    assert told["told"]["approved_by"] == "a-2"


def test_a_signature_is_pasted_by_those_who_decide(world: World, api: FlaskClient) -> None:
    contest = world.sealed(4)
    world.beacons.lying = True
    world.clock.set(DRAWS)
    round_number = (contest.commitment or {})["beacon"]["round"]
    address = f"/api/v1/contests/{contest.id}/beacon"
    body = {"signature": sign_round(round_number).hex()}
    assert api.post(address, json=body, headers=bearer(world, "analyst")).status_code == 403
    assert api.post(address, json=body, headers=bearer(world, "manager")).status_code == 202
    Pump(world).run()
    drawn = api.get(f"/api/v1/contests/{contest.id}/outcome", headers=bearer(world, "analyst"))
    assert len(drawn.get_json()["winners"]) == 3


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "outcome", None),
        ("POST", "winners/e-0/verify", None),
        ("POST", "winners/e-0/fulfil", None),
        ("POST", "winners/e-0/keep", None),
        ("POST", "winners/e-0/told", {"evidence_hash": EVIDENCE}),
        ("POST", "winners/e-0/skip", {"code": "rules_breach", "evidence_hash": EVIDENCE}),
        ("POST", "beacon", {"signature": "0" * 96}),
    ],
)
def test_the_public_decides_nothing(
    world: World, api: FlaskClient, method: str, path: str, body: dict[str, Any] | None
) -> None:
    address = f"/api/v1/contests/{told(world).id}/{path}"
    answer = api.open(address, method=method, json=body, headers=bearer(world, "public"))
    assert answer.status_code == 403


def test_everybody_sees_winners_without_what_staff_sees(world: World, api: FlaskClient) -> None:
    contest = told(world)
    address = f"/api/v1/public/contests/{contest.slug}"
    outcome = api.get(address, headers=bearer(world, "public")).get_json()["outcome"]
    assert [winner["place"] for winner in outcome["winners"]] == [1, 2, 3]
    assert not {"mail", "skip", "entry_id"} & set(outcome["winners"][0])
