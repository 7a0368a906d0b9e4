"""Routes are called with a token for this service and a role that may."""

import pytest

from tests.shared.webapp.conftest import Service

THING = {"name": "kite"}


def test_nobody_passes_without_a_token(service: Service) -> None:
    answer = service.client.post("/api/v1/things/", json=THING)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["slug"] == "unauthenticated"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer x.y.z", "Basic YTpi", "token", "Bearer \xe9"]
)
def test_a_header_that_is_no_token_is_refused(service: Service, header: str) -> None:
    answer = service.client.get("/api/v1/things/t-1", headers={"Authorization": header})
    assert answer.status_code == 401


def test_the_right_role_passes(service: Service) -> None:
    for role in ("owner", "manager"):
        answer = service.client.post("/api/v1/things/", json=THING, headers=service.token(role))
        assert (answer.status_code, answer.json) == (201, THING)


@pytest.mark.parametrize("roles", [(), ("analyst",), ("moderator", "public"), ("emperor",)])
def test_another_role_is_forbidden(service: Service, roles: tuple[str, ...]) -> None:
    answer = service.client.post("/api/v1/things/", json=THING, headers=service.token(*roles))
    assert (answer.status_code, answer.json["slug"]) == (403, "forbidden")


def test_a_token_for_another_service_is_refused(service: Service) -> None:
    headers = service.token("owner", audience="insights")
    assert service.client.post("/api/v1/things/", json=THING, headers=headers).status_code == 401


def test_the_view_knows_its_caller(service: Service) -> None:
    answer = service.client.get("/api/v1/things/t-1", headers=service.token("analyst"))
    assert answer.json == {"id": "t-1", "who": "account-1"}
    assert answer.headers["ETag"] == '"3"'


def test_head_needs_what_get_needs(service: Service) -> None:
    assert service.client.head("/api/v1/things/t-1").status_code == 401
    headers = service.token("analyst")
    assert service.client.head("/api/v1/things/t-1", headers=headers).status_code == 200


def test_an_open_route_has_no_caller(service: Service) -> None:
    answer = service.client.get("/api/v1/things/whoever", headers=service.token("owner"))
    assert answer.status_code == 401


def test_the_role_is_checked_before_the_body_is_read(service: Service) -> None:
    answer = service.client.post("/api/v1/things/", data=b"{", content_type="application/json")
    assert answer.status_code == 401


def test_routes_answer_no_options(service: Service) -> None:
    assert service.client.options("/api/v1/things/").status_code == 405
