"""What is answered to a request that never reaches the application: problem documents, RFC 9457."""

import json
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.http.message import TOKEN_RE
from werkzeug.exceptions import RequestEntityTooLarge

from shared.webapp.gathering.crowd import TooMany
from shared.webapp.gathering.request import Incomplete, NoRoomForBody
from shared.webapp.problems import PROBLEM_TYPE, members

Refusal = tuple[HTTPStatus, str, str]
_HEADERS = (errors.InvalidHeader, errors.InvalidHeaderName, errors.ObsoleteFolding)
_MALFORMED: Refusal = (HTTPStatus.BAD_REQUEST, "malformed", "This is not a request of HTTP/1.1.")
_REFUSALS: dict[type[Exception], Refusal] = {
    errors.LimitRequestLine: (
        HTTPStatus.REQUEST_URI_TOO_LONG, "address_too_long", "The address is too long."
    ),
    errors.LimitRequestHeaders: (
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers_too_large",
        "The headers are too many or too long.",
    ),
    errors.UnsupportedTransferCoding: (
        HTTPStatus.NOT_IMPLEMENTED, "unsupported_transfer_coding",
        "Of transfer codings, chunked alone is known here.",
    ),
    errors.ExpectationFailed: (
        HTTPStatus.EXPECTATION_FAILED, "expectation_failed", "Of Expect, 100-continue alone is met."
    ),
    Incomplete: (
        HTTPStatus.BAD_REQUEST, "incomplete", "The request ended before all of it was there."
    ),
    NoRoomForBody: (
        HTTPStatus.SERVICE_UNAVAILABLE, "unavailable",
        "There is no room for this right now. Send it again in a moment.",
    ),
    TooMany: (
        HTTPStatus.TOO_MANY_REQUESTS, "too_many_connections",
        "Too many requests from your network are unfinished. Finish or end some, then try again.",
    ),
    RequestEntityTooLarge: (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", "The body is too large."
    ),
}  # fmt: skip
TOO_MANY = _REFUSALS[TooMany]
_INTERNAL: Refusal = (
    HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "Something failed on our side."
)  # fmt: skip
TOO_SLOW: Refusal = (
    HTTPStatus.REQUEST_TIMEOUT, "too_slow",
    "The request came too slowly. Send it again, on a better line where there is one.",
)  # fmt: skip
_RETRYABLE = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def refusal_of(error: Exception) -> Refusal:
    """Return what `error` means to the client; what is not the client's fault is 500."""
    if isinstance(error, _HEADERS):
        return HTTPStatus.BAD_REQUEST, "malformed_header", _about_header(error)
    if type(error) in _REFUSALS:
        return _REFUSALS[type(error)]
    return _MALFORMED if isinstance(error, errors.ParseException) else _INTERNAL


def answer(refusal: Refusal) -> bytes:
    """Return the whole answer; the connection ends with it."""
    status, slug, detail = refusal
    body = json.dumps(members(status, slug, detail)).encode()
    lines = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Content-Type: {PROBLEM_TYPE}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        *(["Retry-After: 5"] if status in _RETRYABLE else []),
    )
    return "\r\n".join((*lines, "", "")).encode() + body


def _about_header(error: Any) -> str:
    # What stands there may be a whole line; only what is a name is repeated, to its sender alone.
    name = str(getattr(error, "hdr", ""))
    if isinstance(error, errors.InvalidHeader) and TOKEN_RE.fullmatch(name):
        return f"The header {name.title()} is malformed: one line without control characters."
    return "A header is malformed: each is one line, a name and a colon before its value."
