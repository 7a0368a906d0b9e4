"""Every request has an id, one log line without personal data, and a place in the figures."""

import pytest
import structlog
from structlog.testing import capture_logs

from tests.shared.webapp.conftest import Service


def test_the_request_id_is_the_tokens(service: Service) -> None:
    headers = service.token("analyst", request_id="from-the-gateway") | {
        "X-Request-Id": "from-elsewhere"
    }
    answer = service.client.get("/api/v1/things/t-1", headers=headers)
    assert answer.headers["X-Request-Id"] == "from-the-gateway"


def test_an_open_route_takes_a_safe_id(service: Service) -> None:
    answer = service.client.get("/api/v1/things/", headers={"X-Request-Id": "01h-abc.DEF_9"})
    assert answer.headers["X-Request-Id"] == "01h-abc.DEF_9"


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "<script>alert(1)", "a b c d e f"])
def test_an_unsafe_id_is_replaced(service: Service, given: str) -> None:
    answer = service.client.get("/api/v1/things/", headers={"X-Request-Id": given})
    assert len(answer.headers["X-Request-Id"]) == 26
    assert answer.headers["X-Request-Id"] != given


def test_each_request_has_another_id(service: Service) -> None:
    seen = {service.client.get("/api/v1/things/").headers["X-Request-Id"] for _ in range(20)}
    assert len(seen) == 20


def test_a_request_is_one_line_without_personal_data(service: Service) -> None:
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        service.client.get(
            "/api/v1/things/ada@example.org?email=ada@example.org", headers=service.token("analyst")
        )
    (line,) = logs
    assert line.pop("milliseconds") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "/api/v1/things/<thing_id>",
        "status": 200,
        "request_id": "request-0001",
    }


def test_a_refused_request_says_why_in_its_line(service: Service) -> None:
    with capture_logs() as logs:
        service.client.get("/api/v1/things/t-1")
    assert [(log["status"], log["problem"]) for log in logs] == [(401, "unauthenticated")]


def test_probes_are_not_logged(service: Service) -> None:
    with capture_logs() as logs:
        for path in ("/livez", "/readyz", "/metrics"):
            assert service.client.get(path).status_code == 200
    assert logs == []


def test_answers_stay_out_of_caches(service: Service) -> None:
    answer = service.client.get("/api/v1/things/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_figures_count_route_templates(service: Service) -> None:
    for thing in ("t-1", "t-2"):
        service.client.get(f"/api/v1/things/{thing}", headers=service.token("analyst"))
    service.client.get("/api/v1/things/t-3")
    service.client.get("/nowhere/at/all")

    def count(route: str, status: int) -> float | None:
        labels = {"method": "GET", "route": route, "status": str(status)}
        return service.registry.get_sample_value("kermesse_http_requests_total", labels)

    assert count("/api/v1/things/<thing_id>", 200) == 2
    assert count("/api/v1/things/<thing_id>", 401) == 1
    assert count("unmatched", 404) == 1
    timed = service.registry.get_sample_value(
        "kermesse_http_request_seconds_count",
        {"method": "GET", "route": "/api/v1/things/<thing_id>"},
    )
    assert timed == 3


def test_an_invented_method_makes_no_new_series(service: Service) -> None:
    service.client.open("/api/v1/things/", method="BREW")
    page = service.client.get("/metrics").text
    assert "BREW" not in page
    assert 'method="other"' in page
