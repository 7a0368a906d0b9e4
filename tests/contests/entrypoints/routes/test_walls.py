"""Every route of the service, generated: no other workspace, no other role, no token."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from services.contests.domain.entry import Entry
from shared.auth import Role
from shared.documents import Document
from tests.contests.desk import FORM, WORKSPACE, Desk

PREFIX = "/api/v1/"
BODIES: dict[str, dict[str, Any]] = {
    "entries.submit": FORM,
    "entries.exclude": {"reason": "fraud"},
    "people.correct": {"first_name": "Anna", "country": "BE"},
    "publishing.amend": {"field": "alternates", "after": 9, "reason": "more"},
    "publishing.cancel": {"reason": "storm"},
    "contests.save": {"texts": {"fr": {"title": "Autre"}}},
    "contests.create": {},
    "draw.beacon": {"signature": "ab" * 48},
    "exports.ask": {"tool": "excel"},
    "people.search": {"email": "ana.silva@example.org"},
    "outcome.skip": {"code": "rules_breach", "evidence_hash": "ab" * 32},
    **{f"person.{verb}": {"email": FORM["email"]} for verb in ("find", "export", "erase")},
    "own_entry.correct": {"first_name": "Anna", "country": "BE"},
    "outcome.send": {"carrier": "Colissimo"},
    "letters.write": {"as_of": "2026-03-02T10:00:00.000Z"},
    "venues.open_one": {"network": "", "until": "2026-03-02T10:00:00.000Z", "per_hour": 100},
    "venues.close_one": {"network": ""},
    "outcome.told": {"evidence_hash": "ab" * 32},
}
COLLECTIONS = ("contests", "entries", "refusals", "list_chunks", "draws", "winners", "outcomes",
               "exports", "letters", "audit")  # fmt: skip
WHOLE_WORKSPACE = {
    "mechanics.mechanics",
    "contests.listing",
    "contests.create",
    "public.listing",
    "person.find",
    "person.export",
    "person.erase",
}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(PREFIX):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def address(desk: Desk, rule: Rule, entry: Entry) -> str:
    contest = desk.context.stores.contests.get(WORKSPACE, entry.contest_id)
    confirming = rule.endpoint.startswith("confirmations.")
    token = desk.token(entry) if confirming else desk.manage_token(entry)
    if rule.rule.endswith("/unsubscribe"):
        token = desk.unsubscribe_token(entry)
    known = {
        "contest_id": contest.id,
        "slug": contest.slug,
        "entry_id": entry.id,
        "ref": entry.ref,
        "export_id": "x-1",
        "token": token,
    }
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<{name}>", known[name])
    return path


def stored(desk: Desk) -> list[Document]:
    return [
        document
        for name in COLLECTIONS
        for document in desk.database.collection(name).find(WORKSPACE, {}).items
    ]


@pytest.fixture
def entry(desk: Desk) -> Entry:
    """A confirmed entry of an open contest."""
    return desk.entered(desk.opened())


def call(desk: Desk, rule: Rule, method: str, path: str, headers: dict[str, str]) -> Any:
    contest_etag = {"If-Match": '"1"', **headers}
    body = BODIES.get(rule.endpoint)
    return desk.client().open(path, method=method, json=body, headers=contest_etag)


def test_every_route_as_another_workspace_finds_nothing(desk: Desk, entry: Entry) -> None:
    everyone = desk.bearer(*(role.value for role in Role), workspace="elsewhere")
    before = stored(desk)
    seen = 0
    for rule, method in routes(desk.client().application):
        if rule.endpoint in WHOLE_WORKSPACE or rule.endpoint == "draw.verifier":
            continue
        answer = call(desk, rule, method, address(desk, rule, entry), everyone)
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 404)
        seen += 1
    assert seen >= 20
    assert stored(desk) == before


def test_a_list_of_another_workspace_is_empty(desk: Desk, entry: Entry) -> None:
    headers = desk.bearer("owner", workspace="elsewhere")
    assert desk.client().get("/api/v1/contests", headers=headers).get_json()["items"] == []


def test_every_route_without_a_token_is_refused(desk: Desk, entry: Entry) -> None:
    for rule, method in routes(desk.client().application):
        answer = call(desk, rule, method, address(desk, rule, entry), {})
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 401)


def test_what_staff_do_is_refused_to_the_public(desk: Desk, entry: Entry) -> None:
    before = stored(desk)
    for rule, method in routes(desk.client().application):
        room = rule.endpoint.split(".")[0]
        rooms = ("contests", "publishing", "venues", "outcome", "letters", "mechanics", "person")
        staff = room in rooms
        if staff or rule.endpoint in ("entries.exclude", "entries.reinstate", "entries.listing"):
            path = address(desk, rule, entry)
            answer = call(desk, rule, method, path, desk.bearer("public"))
            assert (rule.endpoint, answer.status_code) == (rule.endpoint, 403)
    assert stored(desk) == before


def test_the_contract_of_the_api_is_valid_openapi(desk: Desk) -> None:
    from openapi_spec_validator import validate

    document = desk.client().get("/openapi.json").get_json()
    validate(document)
    assert len(document["paths"]) >= 20
