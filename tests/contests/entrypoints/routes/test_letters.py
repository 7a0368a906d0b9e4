"""Letters to winners over the API: written by owner and manager, read by them and by the winner."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.use_cases.contest.keys import address_secret
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, token
from tests.contests.world import WORKSPACE, World

WORDS = {
    "subject": {"fr": "Votre lot", "en": "Your prize"},
    "text": {"fr": "Il arrive.", "en": "It is coming."},
}
# So many winners read both languages between them.
MANY: dict[str, Any] = {"prizes": [{"name": "Livre", "count": 8}]}


@pytest.fixture
def api(world: World) -> FlaskClient:
    return api_of(world)


def address(contest: Contest, path: str = "") -> str:
    return f"/api/v1/contests/{contest.id}/letters{path}"


def owner(world: World, key: str = "") -> dict[str, str]:
    return bearer(world, "owner", subject="a-7") | ({"Idempotency-Key": key} if key else {})


def begun(world: World, api: FlaskClient, contest: Contest, ref: str = "") -> Any:
    path = address(contest, "/addressees")
    return api.get(path, query_string={"ref": ref}, headers=owner(world)).get_json()


def written(world: World, api: FlaskClient, contest: Contest, **changes: Any) -> Any:
    as_of = begun(world, api, contest)["as_of"]
    body = {**WORDS, "as_of": as_of, **changes}
    return api.post(address(contest), json=body, headers=owner(world, "press-0001"))


def test_a_letter_is_begun_asked_for_written_and_read(world: World, api: FlaskClient) -> None:
    contest, pump = drawn(world, **MANY)
    start = begun(world, api, contest)
    assert (start["people"], start["languages"], start["place"]) == (8, ["fr", "en"], None)
    assert "entrants.example" not in repr(start)
    answered = written(world, api, contest)
    assert answered.status_code == 202
    assert answered.get_json()["state"] == "asked"
    pump.run()
    (listed,) = api.get(address(contest), headers=owner(world)).get_json()["items"]
    assert (listed["state"], listed["written"], listed["by"], listed["ref"]) == (
        "written",
        8,
        "a-7",
        "",
    )
    winner = at_place(world, contest, 1)
    at = f"/api/v1/contests/{contest.id}/winners"
    (shown,) = api.get(f"{at}/{winner.ref}", headers=owner(world)).get_json()["items"]
    (letter,) = shown["letters"]
    assert letter["subject"] in WORDS["subject"].values()
    assert (letter["by"], letter["mail"]["state"]) == ("a-7", "sent")
    everyone = api.get(at, headers=owner(world)).get_json()
    assert not [each for each in everyone["items"] if "letters" in each]


def test_the_winner_reads_it_on_their_page_without_who_wrote_it(
    world: World, api: FlaskClient
) -> None:
    contest, pump = drawn(world)
    written(world, api, contest)
    pump.run()
    winner = at_place(world, contest, 1)
    opened = token(world, winner)
    claim = api.get(f"/api/v1/claims/{opened}", headers=bearer(world, "public")).get_json()
    (letter,) = claim["letters"]
    assert set(letter) == {"at", "language", "subject", "text"}
    assert letter["text"] == WORDS["text"][letter["language"]]


def test_who_takes_their_data_away_has_the_words(world: World, api: FlaskClient) -> None:
    contest, pump = drawn(world)
    written(world, api, contest)
    pump.run()
    winner = at_place(world, contest, 1)
    manage = token_of(address_secret(world.context, contest), MANAGE, winner.entry_id)
    path = f"/api/v1/entries/by-token/{manage}/data"
    taken = api.get(path, headers=bearer(world, "public")).get_json()
    (letter,) = taken["prize"]["letters"]
    assert letter["text"] in WORDS["text"].values()
    assert "a-7" not in repr(taken)


def test_whether_one_may_write_is_answered(world: World, api: FlaskClient) -> None:
    contest, pump = drawn(world)
    gone = at_place(world, contest, 1)
    answer(world, gone, accept=False)
    pump.run()
    at = f"/api/v1/contests/{contest.id}/winners"
    heir = at_place(world, contest, 1)
    answers = {
        path: api.get(f"{at}{path}", headers=owner(world)).get_json()["actions"]
        for path in ("", f"/{heir.ref}", f"/{gone.ref}")
    }
    assert list(answers.values()) == [["write_letter"], ["write_letter"], []]


@pytest.mark.parametrize("role", ["moderator", "analyst", "public", "partner"])
def test_nobody_else_writes_or_reads(world: World, api: FlaskClient, role: str) -> None:
    contest, _ = drawn(world)
    who = bearer(world, role)
    answers = [
        api.get(address(contest), headers=who),
        api.get(address(contest, "/addressees"), headers=who),
        api.post(address(contest), json={**WORDS, "as_of": "2026-03-29T10:00:00Z"}, headers=who),
        api.post(address(contest, "/preview"), json=WORDS, headers=who),
    ]
    assert [each.status_code for each in answers] == [403, 403, 403, 403]


def test_another_workspace_finds_none_of_it(world: World, api: FlaskClient) -> None:
    contest, pump = drawn(world)
    written(world, api, contest)
    pump.run()
    who = bearer(world, "owner", workspace="other-house")
    body = {**WORDS, "as_of": "2026-03-29T10:00:00Z"}
    answers = [
        api.get(address(contest), headers=who),
        api.get(address(contest, "/addressees"), headers=who),
        api.post(address(contest), json=body, headers=who),
    ]
    assert [each.status_code for each in answers] == [404, 404, 404]
    assert WORKSPACE != "other-house"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"text": {"fr": "x" * 3001, "en": "It"}}, "text.fr", "too_long"),
        ({"subject": {"fr": "x" * 121, "en": "It"}}, "subject.fr", "too_long"),
        ({"subject": {"fr": "\u202etxt", "en": "It"}}, "subject.fr", "unprintable"),
        ({"text": {"fr": "Il"}}, "text.en", "missing"),
        ({"as_of": "tomorrow"}, "as_of", ""),
        ({"ref": "../x"}, "ref", ""),
    ],
)
def test_what_cannot_be_written_names_its_field(
    world: World, api: FlaskClient, changes: dict[str, Any], field: str, code: str
) -> None:
    contest, _ = drawn(world)
    refused = written(world, api, contest, **changes)
    assert refused.status_code == 422
    (error,) = refused.get_json()["errors"]
    assert error["field"] == field
    assert code in ("", error["code"])


def test_a_preview_says_what_each_would_get_and_writes_nothing(
    world: World, api: FlaskClient
) -> None:
    contest, _ = drawn(world, **MANY)
    at = address(contest, "/preview")
    shown = api.post(at, json=WORDS, headers=owner(world)).get_json()
    assert (shown["people"], shown["subject"], shown["text"]) == (8, *WORDS.values())
    refused = api.post(at, json={"subject": WORDS["subject"]}, headers=owner(world))
    assert [each["field"] for each in refused.get_json()["errors"]] == ["text.fr", "text.en"]
    assert api.get(address(contest), headers=owner(world)).get_json()["items"] == []


def test_a_form_that_sent_another_letter_is_told_so(world: World, api: FlaskClient) -> None:
    contest, _ = drawn(world)
    assert written(world, api, contest).status_code == 202
    again = written(world, api, contest, text={"fr": "Autre.", "en": "Other."})
    assert (again.status_code, again.get_json()["slug"]) == (409, "letter_sent")
