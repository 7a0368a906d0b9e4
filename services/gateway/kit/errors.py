"""Errors become pages in the reader's language, or problem documents for programs."""

import structlog
from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from services.gateway.kit.formats import window_text
from services.gateway.kit.i18n import gettext
from shared.errors import AppError, Unreachable
from shared.webapp.bodies import MalformedBody, UnreadableBody
from shared.webapp.operations import OPERATIONS
from shared.webapp.problems import problem
from shared.webapp.violations import violations_of_fields

_log = structlog.get_logger("gateway")
_FOR_PROGRAMS = ("/api/", "/shops/", "/notices/")
_PLAIN = OPERATIONS | {"openapi"}


def install(app: Flask) -> None:
    """Map every error."""
    app.register_error_handler(AppError, app_error)
    app.register_error_handler(CSRFError, _token_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(UnreadableBody, lambda _: app_error(MalformedBody.of_chunks()))
    app.register_error_handler(Exception, _unknown)


def error_page(status: int, *, retry_after: int | None = None) -> ResponseReturnValue:
    """Return the page of `status`: what happened, what was kept, what to do, the request's id.

    The audience gets a page of its own, which never leads to the door of the team.
    """
    title, text = _words(status)
    later = window_text(retry_after) if retry_after else ""
    page = render_template(
        "errors/public.html" if _before_audience() else "errors/error.html",
        status=status,
        error_title=title,
        error_text=text,
        later=later,
        request_id=g.get("request_id", ""),
    )
    headers = {"Retry-After": str(retry_after or 30)} if status in (429, 503) else {}
    return page, status, headers


def _before_audience() -> bool:
    # By the path: an address that no view answers has no blueprint.
    return request.path.split("/")[2:3] == ["w"]


def _words(status: int) -> tuple[str, str]:
    words = {
        400: (
            gettext("This request cannot be read"),
            gettext("Nothing was changed. Go back to the page, reload it, then try again."),
        ),
        403: (
            gettext("This is not open to you"),
            gettext("Nothing was changed. Ask an owner or a manager of the workspace for access."),
        ),
        404: (
            gettext("There is no page here"),
            gettext("The address may be incomplete, or what it showed was taken away."),
        ),
        405: (
            gettext("This address is not a page"),
            gettext("It only receives forms. Go back to the page before."),
        ),
        410: (
            gettext("This is over"),
            gettext("What was here has ended and takes nothing more."),
        ),
        412: (
            gettext("Someone else changed this in the meantime"),
            gettext("Nothing was changed. Read the page again, then repeat what you did."),
        ),
        413: (
            gettext("This is too large"),
            gettext(
                "Nothing was saved: this form takes %(most)s at most. Go back, shorten the texts "
                "or choose a smaller file, then send it again.",
                most=_weight(request.max_content_length or 0),
            ),
        ),
        429: (
            gettext("Too many attempts"),
            gettext("Nothing was changed. Wait a little, then send the form again."),
        ),
        503: (
            gettext("The service does not answer right now"),
            gettext("What was saved before is kept. Try the same thing again in a moment."),
        ),
    }
    if status in words:
        return words[status]
    if status < 500:
        return words[400]
    return (
        gettext("Something failed on our side"),
        gettext(
            "What was saved before is kept. Try again; if it happens again, tell us the "
            "request number below."
        ),
    )


def _weight(size: int) -> str:
    """Return « 512 Ko » or « 20 Mo »."""
    if size < 1024**2:
        return gettext("%(num)s KB", num=size // 1024)
    return gettext("%(num)s MB", num=size // 1024**2)


def problem_document(error: AppError) -> ResponseReturnValue:
    """Return the problem document of an error (RFC 9457)."""
    return problem(
        getattr(error, "status", error.kind.value),
        error.slug,
        error.detail,
        errors=violations_of_fields(error.fields),
        extra=error.extra,
        retry_after=error.retry_after,
    )


def wants_document() -> bool:
    """Tell whether the present request is a program's, which reads problem documents."""
    return request.path.startswith(_FOR_PROGRAMS) or request.endpoint in _PLAIN


def app_error(error: AppError) -> ResponseReturnValue:
    """Return the page of an error, or its problem document for programs."""
    if isinstance(error, Unreachable):
        _log.warning("unreachable", error=error.slug, reason=str(error))
    if wants_document():
        return problem_document(error)
    return error_page(max(error.kind.value, 400), retry_after=error.retry_after)


def _token_error(error: CSRFError) -> ResponseReturnValue:
    if wants_document():
        return problem(400, "form_token", str(error.description))
    return error_page(400)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response()
    if wants_document():
        return problem(status, error.name.lower().replace(" ", "_"), error.description or "")
    return error_page(status)


def _unknown(error: Exception) -> ResponseReturnValue:
    _log.error("unexpected_error", error=type(error).__name__, exc_info=error)
    if wants_document():
        return problem(500, "internal", "Something failed on our side.")
    return error_page(500)
