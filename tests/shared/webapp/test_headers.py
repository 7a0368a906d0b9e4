"""Edits name the version they change; commands may carry a key."""

import pytest

from shared.webapp import etag_of
from tests.shared.webapp.conftest import Headers, Service


def put(service: Service, headers: Headers) -> tuple[int, dict[str, object]]:
    answer = service.client.put("/api/v1/things/t-1", headers=service.token("owner") | headers)
    return answer.status_code, answer.json


def test_an_edit_names_its_version(service: Service) -> None:
    assert put(service, {"If-Match": etag_of(7)}) == (200, {"version": 7, "key": None})


def test_a_proxy_may_have_weakened_the_tag(service: Service) -> None:
    assert put(service, {"If-Match": 'W/"7"'})[1]["version"] == 7


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}, {"If-Match": ""}])
def test_an_edit_without_a_version_is_refused(service: Service, headers: Headers) -> None:
    status, body = put(service, headers)
    assert (status, body["slug"]) == (428, "version_required")


@pytest.mark.parametrize("tag", ["7", '"0"', '"x"', '"7", "8"', '"' + "9" * 30 + '"', '"٣"'])
def test_a_tag_that_we_never_gave_is_refused(service: Service, tag: str) -> None:
    status, body = put(service, {"If-Match": tag.encode().decode("latin-1")})
    assert (status, body["slug"]) == (400, "malformed_header")


@pytest.mark.parametrize("key", ["12345678", "x" * 128, "a-b_c~!/:9"])
def test_a_command_may_carry_a_key(service: Service, key: str) -> None:
    headers = {"If-Match": '"1"', "Idempotency-Key": key}
    assert put(service, headers) == (200, {"version": 1, "key": key})


@pytest.mark.parametrize("key", ["", "1234567", "x" * 129, "with a space", "caf\xe9-creme"])
def test_a_malformed_key_is_refused(service: Service, key: str) -> None:
    status, body = put(service, {"If-Match": '"1"', "Idempotency-Key": key})
    assert (status, body["slug"]) == (400, "malformed_header")


def test_a_list_is_paged(service: Service) -> None:
    assert service.client.get("/api/v1/things/").json == {
        "items": [{"name": "50"}],
        "after": "next",
    }
    assert service.client.get("/api/v1/things/?limit=200").json["items"] == [{"name": "200"}]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=many", "after="])
def test_a_page_has_bounds(service: Service, query: str) -> None:
    assert service.client.get(f"/api/v1/things/?{query}").status_code == 422
