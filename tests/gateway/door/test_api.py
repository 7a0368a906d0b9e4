"""The services' API through the gateway, for whoever is signed in."""

import io
import json

import pytest
from gunicorn.http.errors import InvalidChunkSize

from tests.gateway.conftest import ORIGIN

SERVICES = ["contests", "influencers", "insights"]


def test_a_request_reaches_the_service_of_its_prefix_for_the_person_who_is_signed_in(gateway):
    browser = gateway.signed_in("analyst")
    answer = browser.get(
        "/api/v1/contests/c-1/entries?limit=5&state=a&state=b", headers={"If-None-Match": '"2"'}
    )
    assert (answer.status_code, answer.json) == (200, {"ok": True})
    question = gateway.services.asked[-1]
    assert (question.service, question.path) == ("contests", "/contests/c-1/entries")
    assert dict(question.query.items()) == {"limit": ["5"], "state": ["a", "b"]}
    assert (question.caller.workspace_id, question.caller.roles) == ("maison-lumen", {"analyst"})
    assert question.caller.request_id == answer.headers["X-Request-Id"]


def test_figures_are_asked_of_insights(gateway):
    gateway.signed_in().get("/api/v1/contests/c-1/figures")
    assert gateway.services.asked[-1].service == "insights"


def test_without_a_session_there_is_no_api(gateway):
    answer = gateway.browser().get("/api/v1/contests")
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert gateway.services.asked == []


@pytest.mark.parametrize("path", ["accounts", "public/contests/x", "claims/token", ""])
def test_what_no_service_offers_is_not_there(gateway, path):
    answer = gateway.signed_in().get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert gateway.services.asked == []


def test_a_command_needs_the_token_of_our_own_pages(gateway):
    browser = gateway.signed_in()
    refused = browser.client.post(
        "/api/v1/contests", base_url=ORIGIN, json={}, headers={"Origin": ORIGIN}
    )
    assert refused.status_code == 400
    assert refused.json["slug"] == "form_token"
    headers = {
        "Origin": ORIGIN,
        "X-CSRFToken": browser.token("/en/contests"),
        "Idempotency-Key": "once-0001",
        "X-User-Id": "somebody else",
    }
    done = browser.client.post("/api/v1/contests", base_url=ORIGIN, json={}, headers=headers)
    assert done.status_code == 200
    sent = gateway.services.asked[-1].headers
    assert sent["Idempotency-Key"] == "once-0001"
    assert "X-User-Id" not in sent


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", None]
)
@pytest.mark.parametrize("verb", ["POST", "PATCH", "PUT", "DELETE"])
def test_a_body_that_is_not_told_to_be_json_is_not_read_as_such(gateway, kind, verb):
    browser = gateway.signed_in()
    headers = {"Origin": ORIGIN, "X-CSRFToken": browser.token("/en/contests"), "If-Match": '"1"'}
    gateway.services.asked.clear()
    answer = browser.client.open(
        "/api/v1/contests/c-1",
        method=verb,
        base_url=ORIGIN,
        data=b"slug=other",
        content_type=kind,
        headers=headers,
    )
    assert (answer.status_code, answer.content_type) == (415, "application/problem+json")
    assert answer.json["slug"] == "unsupported_media_type"
    assert gateway.services.asked == []


class BrokenChunks(io.RawIOBase):
    """A body as the server hands it out whose chunks cannot be told apart."""

    def readinto(self, _: object) -> int:
        raise InvalidChunkSize(b"zz")


def test_a_body_whose_chunks_cannot_be_read_is_told_as_such(gateway):
    browser = gateway.signed_in()
    answer = browser.client.post(
        "/api/v1/contests",
        base_url=ORIGIN,
        headers={"Origin": ORIGIN, "X-CSRFToken": browser.token("/en/contests")},
        environ_overrides={
            "wsgi.input": BrokenChunks(),
            "wsgi.input_terminated": True,
            "HTTP_TRANSFER_ENCODING": "chunked",
        },
    )
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert answer.json["slug"] == "malformed_body"


def test_one_document_describes_what_the_services_offer(gateway, monkeypatch):
    parts = {
        "contests": {
            "paths": {"/api/v1/contests": {"get": {}}, "/livez": {"get": {}}},
            "components": {"schemas": {"Contest": {}}},
        },
        "influencers": {"paths": {}},
        "insights": {
            "paths": {"/api/v1/contests/{id}/figures": {"get": {}}},
            "components": {"schemas": {"Figures": {}}},
        },
    }

    def ask(question):
        from services.gateway.kit.questions import Answer

        assert question.path == "//openapi.json"
        return Answer(200, json.loads(json.dumps(parts[question.service])))

    monkeypatch.setattr(gateway.services, "ask", ask)
    document = gateway.browser().get("/openapi.json").json
    assert set(document["paths"]) == {"/api/v1/contests", "/api/v1/contests/{id}/figures"}
    assert set(document["components"]["schemas"]) == {"Contest", "Figures"}
    assert document["x-missing"] == []


def test_the_document_holds_what_can_be_reached_from_outside_and_no_more(gateway, monkeypatch):
    public, staff = {"x-roles": ["public"]}, {"x-roles": ["owner", "manager"]}
    shared = [{"in": "path", "name": "id", "required": True, "schema": {"type": "string"}}]
    key = {"in": "header", "name": "Idempotency-Key"}
    paths = {
        "/api/v1/contests": {"get": staff, "post": {**staff, "parameters": [key]}},
        "/api/v1/contests/{id}/entries": {"parameters": shared, "get": staff, "post": public},
        "/api/v1/contests/{id}/nothing": {"parameters": shared, "post": public},
        "/api/v1/claims/{token}": {"get": public},
        "/api/v1/public/contests/{slug}": {"get": {"x-roles": ["owner", "public"]}},
    }
    components = {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}}

    def ask(question):
        from services.gateway.kit.questions import Answer

        contests = question.service == "contests"
        return Answer(200, {"paths": paths if contests else {}, "components": components})

    monkeypatch.setattr(gateway.services, "ask", ask)
    document = gateway.browser().get("/openapi.json").json
    assert {path: set(item) for path, item in document["paths"].items()} == {
        "/api/v1/contests": {"get", "post"},
        "/api/v1/contests/{id}/entries": {"parameters", "get"},
    }
    sent = document["paths"]["/api/v1/contests"]["post"]["parameters"]
    assert [(each["name"], each.get("required", False)) for each in sent] == [
        ("Idempotency-Key", False),
        ("X-CSRFToken", True),
    ]
    assert document["security"] == [{"session": []}]
    assert list(document["components"]["securitySchemes"]) == ["session"]


def test_a_thousand_readers_of_the_document_cost_a_service_one_call_a_minute(gateway, monkeypatch):
    asked = []

    def ask(question):
        from services.gateway.kit.questions import Answer

        asked.append(question.service)
        return Answer(200, {"paths": {}})

    monkeypatch.setattr(gateway.services, "ask", ask)
    for _ in range(5):
        assert gateway.browser().get("/openapi.json").status_code == 200
        gateway.clock.advance(seconds=10)
    assert asked == SERVICES
    gateway.clock.advance(minutes=1)
    gateway.browser().get("/openapi.json")
    assert asked == SERVICES * 2


def test_a_service_that_is_away_is_not_asked_again_by_every_reader_of_the_document(gateway):
    from services.gateway.kit.problems import ServiceProblem

    gateway.services.fail_with = ServiceProblem(503, "unavailable")
    for _ in range(5):
        gateway.browser().get("/openapi.json")
    assert len(gateway.services.asked) == len(SERVICES)


def test_the_document_names_a_service_that_does_not_answer(gateway):
    from services.gateway.kit.problems import ServiceProblem

    gateway.services.fail_with = ServiceProblem(503, "unavailable")
    assert gateway.browser().get("/openapi.json").json["x-missing"] == SERVICES
