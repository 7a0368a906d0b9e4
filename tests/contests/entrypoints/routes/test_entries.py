"""The API of entering, as the public calls it through the gateway."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from shared.events import instant_text
from tests.contests.desk import FORM, START, WORKSPACE, Desk

PUBLIC = "public"


def send(desk: Desk, client: FlaskClient, contest: Contest, key: str = "", **form: Any) -> Any:
    headers = desk.bearer(PUBLIC) | ({"Idempotency-Key": key} if key else {})
    url = f"/api/v1/contests/{contest.id}/entries"
    return client.post(url, json={**FORM, **form}, headers=headers)


def only_entry(desk: Desk, contest: Contest) -> Entry:
    [entry] = desk.context.stores.entries.page(WORKSPACE, contest.id).items
    return entry


def links(desk: Desk, entry: Entry) -> dict[str, str]:
    manage = desk.manage_token(entry)
    return {
        "confirm": f"/api/v1/confirmations/{desk.token(entry)}",
        "own": f"/api/v1/entries/by-token/{manage}",
        "withdraw": f"/api/v1/entries/by-token/{manage}/withdraw",
        "unsubscribe": f"/api/v1/entries/by-token/{desk.unsubscribe_token(entry)}/unsubscribe",
    }


def test_every_form_that_is_taken_has_the_same_answer(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    first = send(desk, client, contest)
    client.post(links(desk, only_entry(desk, contest))["confirm"], headers=desk.bearer(PUBLIC))
    second = send(desk, client, contest)
    again_at = instant_text(START + timedelta(minutes=2))
    answer = {"message": "look_into_your_mail", "again_at": again_at}
    assert (first.status_code, first.get_json()) == (202, answer)
    assert (second.status_code, second.get_data()) == (first.status_code, first.get_data())
    assert dict(second.headers).keys() == dict(first.headers).keys()


def test_an_entry_is_confirmed_by_its_link(desk: Desk, client: FlaskClient) -> None:
    contest, public = desk.opened(), desk.bearer(PUBLIC)
    send(desk, client, contest)
    entry = only_entry(desk, contest)
    url = links(desk, entry)["confirm"]
    shown = client.get(url, headers=public).get_json()
    assert (shown["state"], shown["ref"]) == ("pending", None)
    confirmed = client.post(url, headers=public).get_json()
    assert confirmed["ref"] == entry.ref
    assert confirmed["receipt"]["contest"] == contest.id
    assert client.get(url, headers=public).get_json()["state"] == "confirmed"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("link", ["confirm", "own", "withdraw", "unsubscribe"])
def test_following_a_link_changes_nothing(
    desk: Desk, client: FlaskClient, link: str, method: str
) -> None:
    entry = desk.submit(desk.opened())
    before, told = desk.reread(entry), desk.events()
    answer = client.open(links(desk, entry)[link], method=method, headers=desk.bearer(PUBLIC))
    assert answer.status_code == (200 if link in ("confirm", "own", "unsubscribe") else 405)
    assert desk.reread(entry) == before
    assert desk.events() == told


def test_the_same_key_with_another_form_is_told(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    assert send(desk, client, contest, key="key-one-1").status_code == 202
    assert send(desk, client, contest, key="key-one-1").status_code == 202
    conflict = send(desk, client, contest, key="key-one-1", first_name="Eva")
    assert (conflict.status_code, conflict.get_json()["slug"]) == (422, "idempotency_conflict")
    assert only_entry(desk, contest).person.first_name == FORM["first_name"]


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        ({"email": {"$ne": ""}}, "", ""),
        ({"email": ["a@example.org"]}, "email", "type"),
        ({"email": "nobody"}, "email", "email"),
        ({"email": ""}, "email", "missing"),
        ({"first_name": " "}, "first_name", "missing"),
        ({"first_name": "A\x00na"}, "first_name", "unprintable"),
        ({"first_name": "A\u200bna"}, "first_name", "unprintable"),
        ({"first_name": "\u00a0\u202f"}, "first_name", "missing"),
        ({"first_name": "x" * 101}, "first_name", "too_long"),
        ({"first_name": "Ana\r\nBcc: x@y.org"}, "first_name", "not_a_name"),
        ({"of_age": "true"}, "of_age", "type"),
        ({"of_age": 1}, "of_age", "type"),
        ({"accept_rules": None}, "accept_rules", "required"),
        ({"country": "France"}, "country", "pattern"),
        ({"language": "de"}, "language", "choice"),
        ({"source": "a b"}, "source", "pattern"),
        ({"answers": {"a": [1]}}, "answers.a", "type"),
        ({"weight": 1000}, "weight", "unknown"),
        ({"of_age": False}, "of_age", "minor"),
        ({"country": "DE"}, "country", "country_excluded"),
        ({"accept_rules": False}, "accept_rules", "rules_not_accepted"),
    ],
)
def test_a_wrong_form_is_refused_with_its_field(
    desk: Desk, client: FlaskClient, form: dict[str, Any], field: str, code: str
) -> None:
    contest = desk.opened()
    answer = send(desk, client, contest, **form)
    if not field:
        assert answer.status_code == 400
    else:
        assert answer.status_code == 422
        found = {(each["field"], each["code"]) for each in answer.get_json()["errors"]}
        assert found == {(field, code)}
    assert desk.context.stores.entries.count(WORKSPACE, contest.id) == 0


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_first_name_may_hold_a_no_break_space(
    desk: Desk, client: FlaskClient, space: str
) -> None:
    contest = desk.opened()
    assert send(desk, client, contest, first_name=f"Jean{space}Paul").status_code == 202
    assert only_entry(desk, contest).person.first_name == f"Jean{space}Paul"


def test_a_first_name_is_one_line(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    assert send(desk, client, contest, first_name="Ana\r\nBcc: Zoé").status_code == 202
    assert only_entry(desk, contest).person.first_name == "Ana Bcc: Zoé"


def test_a_closed_contest_is_gone_for_forms_and_confirmations(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)
    desk.clock.set(contest.schedule.closes_at)
    late = send(desk, client, contest)
    assert (late.status_code, late.get_json()["slug"]) == (410, "contest_closed")
    desk.clock.set(contest.schedule.confirm_by)
    url = links(desk, entry)["confirm"]
    gone = client.post(url, headers=desk.bearer(PUBLIC))
    assert (gone.status_code, gone.get_json()["slug"]) == (410, "contest_closed")
    assert client.get(url, headers=desk.bearer(PUBLIC)).get_json()["state"] == "closed"


def test_a_second_entry_of_the_same_person_is_told_at_its_confirmation(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened()
    desk.entered(contest)
    again = desk.submit(contest)
    answer = client.post(links(desk, again)["confirm"], headers=desk.bearer(PUBLIC))
    assert (answer.status_code, answer.get_json()["slug"]) == (409, "already_entered")


def test_a_confirmation_during_the_sealing_is_asked_to_come_back(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    desk.begin_seal(contest)
    answer = client.post(links(desk, entry)["confirm"], headers=desk.bearer(PUBLIC))
    assert (answer.status_code, answer.get_json()["slug"]) == (503, "sealing")
    assert int(answer.headers["Retry-After"]) > 0


def test_whoever_was_excluded_reads_so_and_why_behind_the_confirmation_link(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    url = links(desk, entry)["confirm"]
    exclude = f"/api/v1/contests/{contest.id}/entries/{entry.id}/exclude"
    client.post(exclude, json={"reason": "duplicate"}, headers=desk.bearer("moderator"))
    for method in ("GET", "POST"):
        told = client.open(url, method=method, headers=desk.bearer(PUBLIC)).get_json()
        assert (told["state"], told["reason"], told["ref"]) == ("excluded", "duplicate", entry.ref)


def test_the_team_sees_entries_without_names_or_addresses(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    answer = client.get(f"/api/v1/contests/{contest.id}/entries", headers=desk.bearer("analyst"))
    [shown] = answer.get_json()["items"]
    assert shown["ref"] == entry.ref
    assert "silva" not in answer.get_data(as_text=True).casefold()
    assert entry.address_key not in answer.get_data(as_text=True)


def test_a_moderator_excludes_and_an_analyst_does_not(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    url = f"/api/v1/contests/{contest.id}/entries/{entry.id}/exclude"
    refused = client.post(url, json={"reason": "fraud"}, headers=desk.bearer("analyst"))
    assert refused.status_code == 403
    done = client.post(url, json={"reason": "fraud"}, headers=desk.bearer("moderator"))
    assert (done.get_json()["state"], done.get_json()["actions"]) == ("excluded", ["reinstate"])
    wrong = client.post(url, json={"reason": "dislike"}, headers=desk.bearer("moderator"))
    assert wrong.get_json()["errors"][0]["code"] == "choice"


def test_the_note_of_an_exclusion_is_read_by_those_who_review(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    url = f"/api/v1/contests/{contest.id}/entries"
    out = {"reason": "fraud", "note": "Seen twice."}
    client.post(f"{url}/{entry.id}/exclude", json=out, headers=desk.bearer("moderator"))

    def note(role: str) -> str:
        return client.get(url, headers=desk.bearer(role)).get_json()["items"][0]["note"]

    assert (note("moderator"), note("analyst")) == ("Seen twice.", "")


def test_the_contest_counts_its_entries_exclusions_and_refusals(
    desk: Desk, client: FlaskClient
) -> None:
    contest = desk.opened()
    desk.entered(contest)
    send(desk, client, contest, email="eva@example.org")
    send(desk, client, contest, of_age=False)
    shown = client.get(f"/api/v1/contests/{contest.id}", headers=desk.bearer("analyst"))
    assert shown.get_json()["counts"] == {
        "entries": 2,
        "confirmed": 1,
        "unconfirmed": 1,
        "excluded": {},
        "refused": {"minor": 1},
    }


def test_ones_own_entry_is_left_and_its_mails_stopped_by_posts(
    desk: Desk, client: FlaskClient
) -> None:
    news = {"opt_in": True, "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."}}
    entry = desk.entered(desk.opened(data=news), opt_in=True)
    urls, public = links(desk, entry), desk.bearer(PUBLIC)

    def told(method: str, link: str) -> tuple[str, list[str]]:
        answer = client.open(urls[link], method=method, headers=public).get_json()
        return answer["state"], answer["actions"]

    assert told("GET", "own") == ("confirmed", ["correct", "withdraw", "unsubscribe", "export"])
    assert told("GET", "unsubscribe") == ("confirmed", ["unsubscribe"])
    assert told("POST", "unsubscribe") == ("confirmed", [])
    assert told("GET", "own") == ("confirmed", ["correct", "withdraw", "export"])
    assert told("POST", "withdraw") == ("withdrawn", ["export"])
