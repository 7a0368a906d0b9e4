"""Who decides is told to the audit, in the write of what was decided."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.contests.domain.contest import Contest
from shared.tracing import current_trace, trace_of
from tests.contests.desk import Desk

AUDIT = "contests.audit"


def told(desk: Desk, collection: str) -> list[tuple[str, str, list[str]]]:
    """Return act, account and refs of what waits for the audit in a collection's documents."""
    events = [event for event in desk.events(collection) if event.topic == AUDIT]
    assert {event.key for event in events} <= {"maison-lumen"}
    return [(e.data["act"], e.data["account_id"], list(e.data["refs"])) for e in events]


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return desk.client()


def post(desk: Desk, client: FlaskClient, contest: Contest, path: str, body: Any = None) -> Any:
    version = desk.now(contest).version
    headers = {**desk.bearer("owner"), "If-Match": f'"{version}"'}
    at = f"/api/v1/contests/{contest.id}{path}"
    return client.post(at, json=body or {}, headers=headers)


def test_publishing_amending_and_calling_off_are_told(desk: Desk, client: FlaskClient) -> None:
    contest = desk.draft()
    assert post(desk, client, contest, "/open").status_code == 200
    later = {"field": "organiser.name", "after": "Maison Lumen SAS", "reason": "form"}
    assert post(desk, client, contest, "/amendments", later).status_code == 200
    assert post(desk, client, contest, "/cancel", {"reason": "storm"}).status_code == 200
    assert post(desk, client, contest, "/cancel", {"reason": "storm"}).status_code == 200
    acts = [("open", "ada", []), ("amend", "ada", []), ("cancel", "ada", [])]
    assert told(desk, "contests") == acts


def save(desk: Desk, client: FlaskClient, contest: Contest) -> None:
    headers = {**desk.bearer("owner"), "If-Match": f'"{desk.now(contest).version}"'}
    body = {"texts": {"fr": {"title": "Autre"}}}
    at = f"/api/v1/contests/{contest.id}"
    assert client.patch(at, json=body, headers=headers).status_code == 200


def test_a_published_page_that_changes_is_told_and_a_draft_is_not(
    desk: Desk, client: FlaskClient
) -> None:
    draft = desk.draft()
    save(desk, client, draft)
    assert told(desk, "contests") == []
    contest = desk.opened()
    save(desk, client, contest)
    assert [act for act, _, _ in told(desk, "contests")].count("save") == 1


def test_a_decision_about_an_entry_is_told_once_by_its_ref(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    at = f"/entries/{entry.id}"
    for _ in range(2):
        assert post(desk, client, contest, f"{at}/exclude", {"reason": "fraud"}).status_code == 200
    for _ in range(2):
        assert post(desk, client, contest, f"{at}/reinstate").status_code == 200
    assert told(desk, "entries") == [
        ("exclude", "ada", [entry.ref]),
        ("reinstate", "ada", [entry.ref]),
    ]


def test_what_is_refused_is_not_told(desk: Desk, client: FlaskClient) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)
    answer = post(desk, client, contest, f"/entries/{entry.id}/exclude", {"reason": "fraud"})
    assert answer.status_code == 409
    assert told(desk, "entries") == []


def delete(desk: Desk, client: FlaskClient, contest: Contest, role: str = "owner") -> int:
    headers = {**desk.bearer(role), "If-Match": f'"{contest.version}"'}
    return client.delete(f"/api/v1/contests/{contest.id}", headers=headers).status_code


def test_a_draft_is_deleted_once_and_told_and_its_address_is_free(
    desk: Desk, client: FlaskClient
) -> None:
    draft = desk.draft()
    assert [delete(desk, client, draft, role) for role in ("manager", "owner")] == [204, 404]
    assert told(desk, "audit") == [("delete", "ada", [])]
    (event,) = desk.events("audit")
    assert event.data["contest_id"] == draft.id
    listed = client.get("/api/v1/contests", headers=desk.bearer("owner")).get_json()
    assert listed["items"] == []
    taken = {"slug": draft.slug}
    again = client.post("/api/v1/contests", json=taken, headers=desk.bearer("owner"))
    assert again.status_code == 201


@pytest.mark.parametrize("role", ["moderator", "analyst", "public"])
def test_nobody_else_deletes_a_draft(desk: Desk, client: FlaskClient, role: str) -> None:
    draft = desk.draft()
    assert delete(desk, client, draft, role) == 403
    assert desk.now(draft) == draft


def test_what_was_opened_or_changed_meanwhile_is_not_deleted(
    desk: Desk, client: FlaskClient
) -> None:
    opened, draft = desk.opened(), desk.draft()
    save(desk, client, draft)
    assert (delete(desk, client, opened), delete(desk, client, draft)) == (409, 412)
    assert (desk.now(opened), desk.now(draft).version) == (opened, 2)
    assert told(desk, "audit") == []


def test_what_a_request_does_bears_its_trace(desk: Desk, client: FlaskClient) -> None:
    contest = desk.draft()
    assert post(desk, client, contest, "/open").status_code == 200
    assert {event.trace for event in desk.events("contests")} == {trace_of("request-1")}
    assert current_trace() == ""
