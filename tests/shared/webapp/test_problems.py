"""Every error is told as a problem document of RFC 9457, and tells nothing of our insides."""

import pytest
import structlog
from structlog.testing import capture_logs

from tests.shared.webapp.conftest import Service


@pytest.mark.parametrize(
    ("how", "status", "slug", "retry_after"),
    [
        ("invalid", 422, "invalid", None),
        ("missing", 404, "not_found", None),
        ("stale", 412, "stale", None),
        ("duplicate", 409, "duplicate", None),
        ("store", 503, "store_unavailable", "1"),
        ("outbox", 503, "outbox_full", "7"),
        ("unsupported", 500, "internal", None),
        ("bug", 500, "internal", None),
    ],
)
def test_an_error_becomes_a_problem(
    service: Service, how: str, status: int, slug: str, retry_after: str | None
) -> None:
    answer = service.client.get(f"/api/v1/things/fails/{how}")
    assert answer.status_code == answer.json["status"] == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["slug"] == slug
    assert answer.json["type"] == f"/problems/{slug}"
    assert answer.json["title"]
    assert answer.json["detail"]
    assert answer.json["instance"] == answer.headers["X-Request-Id"]
    assert answer.headers.get("Retry-After") == retry_after


def test_a_use_case_names_the_wrong_fields(service: Service) -> None:
    answer = service.client.get("/api/v1/things/fails/invalid")
    assert answer.json["errors"] == [
        {
            "field": "settings.closes_at",
            "code": "closes_early",
            "params": {"hours": 2},
            "detail": "Closes early.",
        }
    ]


def test_an_error_may_add_members_but_not_replace_any(service: Service) -> None:
    answer = service.client.get("/api/v1/things/fails/missing")
    assert (answer.json["thing"], answer.json["status"]) == ("t-1", 404)


def test_a_fault_of_ours_is_logged_and_not_told(service: Service) -> None:
    with capture_logs() as logs:
        answer = service.client.get("/api/v1/things/fails/bug")
    assert "hunter2" not in answer.text
    assert "RuntimeError" not in answer.text
    (fault,) = [log for log in logs if log["event"] == "unexpected_error"]
    assert fault["log_level"] == "error"
    assert str(fault["exc_info"]) == "the password is hunter2"


def wrong(service: Service, body: object) -> list[tuple[str, str, dict[str, object]]]:
    answer = service.client.post("/api/v1/things/", json=body, headers=service.token("owner"))
    assert (answer.status_code, answer.json["slug"]) == (422, "invalid")
    assert answer.content_type == "application/problem+json"
    assert all(each["detail"].endswith(".") for each in answer.json["errors"])
    return [(each["field"], each["code"], each["params"]) for each in answer.json["errors"]]


@pytest.mark.parametrize(
    ("body", "field", "code", "params"),
    [
        ({}, "name", "required", {}),
        ({"name": None}, "name", "required", {}),
        ({"name": 7}, "name", "type", {"expected": "string"}),
        ({"name": "a"}, "name", "length", {"min": 2, "max": 9}),
        ({"name": "bee"}, "name", "no_bees", {}),
        ({"name": "wasp"}, "", "invalid", {}),
        ({"name": "kite", "kind": "c"}, "kind", "choice", {"choices": ["a", "b"]}),
        ({"name": "kite", "link": "x"}, "link", "url", {}),
        ({"name": "kite", "more": 1}, "more", "unknown", {}),
        ({"name": "kite", "sizes": 1}, "sizes", "type", {"expected": "list"}),
        ({"name": "kite", "sizes": [{"width": 1}, {"width": 0}]}, "sizes.1.width", "too_small",
         {"min": 1}),
        ({"name": "kite", "sizes": [{"width": "x"}]}, "sizes.0.width", "type",
         {"expected": "integer"}),
        ([], "", "type", {}),
    ],
)  # fmt: skip
def test_a_schema_names_the_wrong_field(
    service: Service, body: object, field: str, code: str, params: dict[str, object]
) -> None:
    assert wrong(service, body) == [(field, code, params)]


def test_all_wrong_fields_are_told_at_once(service: Service) -> None:
    found = wrong(service, {"kind": "c", "sizes": [{}]})
    assert {field for field, _, _ in found} == {"name", "kind", "sizes.0.width"}


def test_a_query_is_checked_too(service: Service) -> None:
    answer = service.client.get("/api/v1/things/?limit=201")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "limit"
    assert answer.json["errors"][0]["code"] == "out_of_range"
    assert answer.json["errors"][0]["params"] == {"min": 1, "max": 200}


def test_addresses_and_methods_that_do_not_exist_are_problems(service: Service) -> None:
    for path in ("/nowhere", "/api/v1/nowhere"):
        answer = service.client.get(path)
        assert (answer.status_code, answer.json["slug"]) == (404, "not_found")
    answer = service.client.delete("/api/v1/things/")
    assert (answer.status_code, answer.json["slug"]) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_a_problem_leaves_nothing_in_the_log_context(service: Service) -> None:
    service.client.get("/api/v1/things/fails/bug")
    assert structlog.contextvars.get_contextvars() == {}
