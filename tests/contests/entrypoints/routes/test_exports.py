"""Exports over the API: for owner and manager, asked once, fetched while they are there."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from services.contests.stores.exports import export_of
from services.contests.use_cases.export.write import look_after_export
from shared.files import Files
from shared.files.folder import FolderBlobs
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.putting import put
from tests.contests.world import World


@pytest.fixture
def api(world: World, tmp_path: Path) -> FlaskClient:
    blobs = FolderBlobs(str(tmp_path / "files"))
    files = Files(world.context.stores.files, blobs, world.clock, world.context.ids)
    world.context = replace(world.context, files=files)
    return api_of(world)


def at(contest: Contest) -> str:
    return f"/api/v1/contests/{contest.id}/exports"


def ask(world: World, api: FlaskClient, contest: Contest, **body: Any) -> Any:
    headers = {**bearer(world, "owner"), "Idempotency-Key": "press-one-1"}
    return api.post(at(contest), json={"tool": "excel", **body}, headers=headers)


def listed(world: World, api: FlaskClient, contest: Contest) -> Any:
    return api.get(at(contest), headers=bearer(world, "manager")).get_json()


def test_an_export_is_asked_followed_and_fetched(world: World, api: FlaskClient) -> None:
    contest = world.opened()
    world.entered(contest, 2)
    first, again = ask(world, api, contest), ask(world, api, contest)
    assert (first.status_code, first.get_json()["id"]) == (202, again.get_json()["id"])
    assert first.get_json()["actions"] == []
    world.due("exports", lambda each: look_after_export(world.context, export_of(each)))
    (ready,) = listed(world, api, contest)["items"]
    assert (ready["state"], ready["rows"], ready["actions"]) == ("ready", 2, ["fetch"])
    file = api.get(f"{at(contest)}/{ready['id']}/file", headers=bearer(world, "manager"))
    assert file.data.count(b"@entrants.example") == 2
    assert (file.mimetype, len(file.data)) == ("text/csv", ready["size"])
    assert file.headers["Cache-Control"] == "no-store"
    assert "attachment" in file.headers["Content-Disposition"]
    world.clock.advance(days=1)
    gone = api.get(f"{at(contest)}/{ready['id']}/file", headers=bearer(world, "manager"))
    assert (gone.status_code, gone.get_json()["slug"]) == (410, "file_gone")


@pytest.mark.parametrize("role", ["moderator", "analyst", "public", "partner"])
def test_nobody_else_does(world: World, api: FlaskClient, role: str) -> None:
    contest = world.opened()
    made = ask(world, api, contest).get_json()["id"]
    who = bearer(world, role)
    answers = [
        api.post(at(contest), json={"tool": "excel"}, headers=who),
        api.get(at(contest), headers=who),
        api.get(f"{at(contest)}/{made}/file", headers=who),
    ]
    assert [each.status_code for each in answers] == [403, 403, 403]


def test_another_contest_has_no_such_export(world: World, api: FlaskClient) -> None:
    contest, other = world.opened(), world.opened()
    made = ask(world, api, contest).get_json()["id"]
    answer = api.get(f"{at(other)}/{made}/file", headers=bearer(world, "owner"))
    assert answer.status_code == 404


def test_an_unknown_tool_is_refused(world: World, api: FlaskClient) -> None:
    answer = ask(world, api, world.opened(), tool="word")
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "tool")


def test_consents_to_the_newsletter_are_exported_with_their_proof_and_outlive_the_people(
    world: World, api: FlaskClient
) -> None:
    news = {"fr": "Écrivez-moi.", "en": "Write to me."}
    data = {"retention_days": 60, "opt_in": True, "opt_in_text": news, "newsletter_years": 3}
    contest = world.opened(data=data)
    world.entered(contest, 4)
    Pump(world).run()
    put(world.context, world.now(contest), erased_at=world.clock.now())
    assert listed(world, api, contest)["actions"] == ["export_newsletter"]
    assert ask(world, api, contest, what="newsletter", tool="other").status_code == 202
    world.due("exports", lambda each: look_after_export(world.context, export_of(each)))
    (ready,) = listed(world, api, contest)["items"]
    assert (ready["what"], ready["rows"], ready["total"]) == ("newsletter", 1, 1)
    file = api.get(f"{at(contest)}/{ready['id']}/file", headers=bearer(world, "owner"))
    assert "newsletter-" in file.headers["Content-Disposition"]
    (head, line) = file.data.decode().splitlines()
    assert head.startswith("Adresse électronique,Prénom,Langue")
    assert line.startswith("person3@entrants.example,Zoé 3,fr,Maison Lumen,Écrivez-moi.,")


def test_a_contest_without_a_newsletter_offers_none(world: World, api: FlaskClient) -> None:
    assert listed(world, api, world.opened())["actions"] == ["export"]
