"""What happens around every view: request id, session, permission, form token, figures, log."""

from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge

from services.gateway.accounts.domain.session import SignedIn
from services.gateway.door.bodies import let_in
from services.gateway.door.carried import carry_form
from services.gateway.door.security import CSRFError, check_token
from services.gateway.door.sessions import keep_form, load_session
from services.gateway.kit.addresses import page_at
from services.gateway.kit.product import DOOR, door_of, first_page, own_door
from shared.auth import Forbidden, Unauthenticated
from shared.ids import IdSource
from shared.tracing import follow, trace_of
from shared.webapp.lifecycle import SAFE_ID
from shared.webapp.observing import HttpMetrics
from shared.webapp.operations import OPERATIONS
from shared.webapp.permissions import Door, doors_of

_log = structlog.get_logger("gateway")


class Lifecycle:
    """The hooks of the application; `seal` is called when all routes are known."""

    def __init__(self, ids: IdSource, figures: HttpMetrics) -> None:
        self._ids = ids
        self._figures = figures
        self.doors: dict[tuple[str, str], Door] = {}

    def begin_with(self, app: Flask) -> None:
        """Hook in before every other hook."""
        app.before_request(self.identify)
        app.after_request(self.record)

    def end_with(self, app: Flask) -> None:
        """Hook in after the hooks of security, when all routes are known."""
        self.doors = doors_of(app)
        app.before_request(self.admit)

    def identify(self) -> None:
        """Give the request an id."""
        g.started = perf_counter()
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if SAFE_ID.fullmatch(given) else self._ids.ulid()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        follow(trace_of(g.request_id))

    def admit(self) -> Any:
        """Let the request in by its view's declaration; keep the form of a session that ended."""
        if request.url_rule is None:
            return None
        method = "GET" if request.method == "HEAD" else request.method
        door = self.doors[request.url_rule.endpoint, method]
        who = load_session()
        if not door.access.open and not _is_here(who):
            return self._to_the_door(door)
        welcome = door.access.open or (who is not None and who.role in door.access.roles)
        if welcome:
            let_in()
        if method != "GET" and not door.raw_body and not _token_is_ours():
            return self._with_a_fresh_token()
        if not welcome:
            raise Forbidden
        return None

    def record(self, response: Response) -> Response:
        """Count and log by template: a path may hold what identifies a person."""
        route = request.url_rule.rule if request.url_rule else "unmatched"
        seconds = perf_counter() - g.get("started", perf_counter())
        self._figures.observe(request.method, route, response.status_code, seconds)
        if request.endpoint not in OPERATIONS:
            _log.info(
                "request",
                method=request.method,
                route=route,
                status=response.status_code,
                milliseconds=round(seconds * 1000, 1),
            )
        return response

    def _to_the_door(self, door: Door) -> Any:
        if request.path.startswith("/api/"):
            raise Unauthenticated
        lost = request.method == "POST" and not _is_kept()
        if lost and own_door(door.access.roles) == DOOR and _is_carried():
            g.next_page = _page_of()
            return current_app.view_functions[DOOR](), 422
        why = "1" if lost else None
        where = _where()
        page = door_of(door.access.roles, next=_page_of(), lost=why, **where)
        return redirect(page, 303)

    def _with_a_fresh_token(self) -> Any:
        # Signing in from another tab gives new tokens: what stands in the old tab is kept.
        if "signed_in" in g and keep_form():
            return redirect(request.path, 303)
        return check_token()


def _where() -> dict[str, str]:
    """Return the workspace that the address of the present page names, where it names one."""
    return {name: text for name, text in (request.view_args or {}).items() if name == "workspace"}


def _is_here(who: SignedIn | None) -> bool:
    """Tell whether somebody is signed in, and where the page is a workspace's, to that one."""
    return who is not None and _where().get("workspace", who.workspace_id) == who.workspace_id


def _is_kept() -> bool:
    try:
        return _token_is_ours() and keep_form()
    except RequestEntityTooLarge:
        # It holds a file, which nobody keeps.
        return False


def _is_carried() -> bool:
    try:
        return carry_form()
    except RequestEntityTooLarge:
        return False


def _token_is_ours() -> bool:
    try:
        check_token()
    except CSRFError:
        return False
    return True


def _page_of() -> str:
    """Return the page that was asked for, or whose form was sent, with what its address asked.

    A form is sent to the path of its page: what stood behind it is in the page that it names.
    """
    if not page_at(request.path):
        return first_page()
    asked = request.query_string.decode("utf-8", "replace")
    if request.method == "POST":
        before = urlsplit(request.referrer or "")
        asked = before.query if before.path == request.path else asked
    return f"{request.path}?{asked}" if asked else request.path
