"""Every error becomes an RFC 9457 problem document, here and nowhere else."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, g
from werkzeug.exceptions import HTTPException

from shared.documents import Duplicate, Stale
from shared.errors import AppError, StaleVersion, Unreachable
from shared.webapp.bodies import MalformedBody, UnreadableBody
from shared.webapp.violations import Violation, violations_of_fields, violations_of_messages

PROBLEM_TYPE = "application/problem+json"
_log = structlog.get_logger("shared.webapp")
_SLUGS = {
    400: "malformed",
    422: "invalid",
    429: "throttled",
    413: "too_large",
    503: "unavailable",
}
_RETRYABLE = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def members(status: int, slug: str, detail: str) -> dict[str, Any]:
    """Return the members that every problem document has."""
    return {
        "type": f"/problems/{slug}",
        "title": slug.replace("_", " ").capitalize(),
        "status": int(status),
        "detail": detail,
        "slug": slug,
        "instance": "",
        "errors": [],
    }


def problem(
    status: int,
    slug: str,
    detail: str,
    *,
    errors: Sequence[Violation] = (),
    extra: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    retry_after: int | None = None,
) -> Response:
    """Return a problem document; `extra` adds members beside the standard ones."""
    body = {
        **(extra or {}),
        **members(status, slug, detail),
        "instance": g.get("request_id", ""),
        "errors": list(errors),
    }
    response = Response(
        current_app.json.dumps(body), status, dict(headers or {}), content_type=PROBLEM_TYPE
    )
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if retry_after is not None or status in _RETRYABLE:
        response.headers.setdefault("Retry-After", str(retry_after or 1))
    g.problem = slug
    return response


def register_problems(app: Flask) -> None:
    """Map every error that a view may raise."""
    app.register_error_handler(AppError, _app_error)
    app.register_error_handler(Stale, _stale)
    app.register_error_handler(Duplicate, _duplicate)
    app.register_error_handler(HTTPException, _http_exception)
    app.register_error_handler(UnreadableBody, _unreadable)
    app.register_error_handler(Exception, _unknown)


def _app_error(error: AppError) -> Response:
    if isinstance(error, Unreachable):
        _log.warning("unreachable", error=error.slug, reason=str(error))
    return problem(
        error.kind.value,
        error.slug,
        error.detail,
        errors=violations_of_fields(error.fields),
        extra=error.extra,
        retry_after=error.retry_after,
    )


def _stale(_: Stale) -> Response:
    return _app_error(StaleVersion())


def _duplicate(_: Duplicate) -> Response:
    return problem(HTTPStatus.CONFLICT, "duplicate", "This exists already.")


def _http_exception(error: HTTPException) -> Response:
    """Map werkzeug's exceptions, and webargs' validation errors, which it raises as 422."""
    status = error.code or 500
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    kept = {k: v for k, v in error.get_headers() if k not in ("Content-Type", "Content-Length")}
    detail = "Some fields are wrong." if data else error.description or error.name
    return problem(
        status,
        _SLUGS.get(status) or re.sub(r"\W+", "_", error.name.lower()),
        detail,
        errors=violations_of_messages(data.get("messages", {})),
        headers=kept | dict(data.get("headers") or {}),
    )


def _unreadable(_: Exception) -> Response:
    return _app_error(MalformedBody.of_chunks())


def _unknown(error: Exception) -> Response:
    """Log the traceback, tell nothing of it."""
    _log.error("unexpected_error", error=type(error).__name__, exc_info=error)
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Something failed on our side. Give the request id when you report it.",
    )
