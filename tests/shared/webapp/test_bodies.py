"""Only plain JSON reaches a schema."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.webapp.bodies import MalformedBody, parse_json
from tests.shared.webapp.conftest import Service

keys = st.text(min_size=1, max_size=5).filter(lambda key: not set(key) & set("$.\0"))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False,
    allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
)  # fmt: skip


def nested(depth: int) -> bytes:
    return b"[" * (depth - depth // 2) + b'{"a":' * (depth // 2) + b"1" + (
        b"}" * (depth // 2) + b"]" * (depth - depth // 2)
    )  # fmt: skip


@given(values)
def test_plain_json_is_read_as_it_is(value: object) -> None:
    for escaped in (True, False):
        assert parse_json(json.dumps(value, ensure_ascii=escaped).encode(), 1000) == value


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"a": NaN}', "NaN is not a number"),
        (b"[Infinity]", "Infinity is not a number"),
        (b"[-Infinity]", "-Infinity is not a number"),
        (b"[1e999]", "too large"),
        (b"[9223372036854775808]", "too large"),
        (b"[-9223372036854775809]", "too large"),
        (b"[" + b"9" * 5000 + b"]", "too large"),
        (b'{"a": 1, "a": 2}', "same key twice"),
        (b'{"a": {"b": 1, "\\u0062": 1}}', "same key twice"),
        (b'{"$ne": null}', "key contains"),
        (b'{"a": [{"\\u0024ne": 1}]}', "key contains"),
        (b'{"a.b": 1}', "key contains"),
        (b'{"": 1}', "key is empty"),
        (b'{"a\\u0000": 1}', "key contains"),
        (b'["\\ud800"]', "not valid JSON"),
        (b'{"\\uDC00": 1}', "not valid JSON"),
        (b'["\xff"]', "not valid JSON"),
        (b"\xef\xbb\xbf[]", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"[1,]", "not valid JSON"),
        (b"[1] 2", "not valid JSON"),
        (b"[" * 200_000, "not valid JSON"),
        (nested(33), "deeper than 32"),
        (nested(900), "deeper than 32"),
    ],
)
def test_what_is_not_plain_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(MalformedBody, match=reason):
        parse_json(body, 32)


def test_depth_counts_levels_not_brackets() -> None:
    parse_json(nested(32), 32)
    parse_json(b"[" + b",".join([b"[]"] * 500) + b"]", 2)
    parse_json(b'["' + b"[{" * 500 + b'"]', 1)


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert parse_json(b'["\\ud83d\\ude00"]', 2) == ["\U0001f600"]


def test_a_refused_body_is_a_problem(service: Service) -> None:
    answer = service.client.post(
        "/api/v1/things/open", data=b'{"$where": 1}', content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json["slug"] == "malformed_body"
    assert answer.json["detail"] == "A key contains $, a dot or a null character."


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_must_be_called_json(service: Service, content_type: str) -> None:
    answer = service.client.post("/api/v1/things/open", data=b"{}", content_type=content_type)
    assert (answer.status_code, answer.json["slug"]) == (415, "unsupported_media_type")


def test_json_may_have_a_suffix_or_a_charset(service: Service) -> None:
    for content_type in ("application/json; charset=utf-8", "application/cloudevents+json"):
        answer = service.client.post("/api/v1/things/open", data=b"{}", content_type=content_type)
        assert (answer.status_code, answer.data) == (200, b"{}")


def test_a_body_may_be_absent(service: Service) -> None:
    assert service.client.post("/api/v1/things/open").status_code == 200


def test_a_large_body_is_refused(service: Service) -> None:
    limit = 1024 * 1024
    for size, status in ((limit, 200), (limit + 1, 413)):
        body = b'"' + b"x" * (size - 2) + b'"'
        answer = service.client.post(
            "/api/v1/things/open", data=body, content_type="application/json"
        )
        assert answer.status_code == status


def test_a_webhook_reads_its_own_bytes(service: Service) -> None:
    answer = service.client.post("/api/v1/things/webhook", data=b'{"a.b": NaN')
    assert (answer.status_code, answer.data) == (200, b'{"a.b": NaN')
