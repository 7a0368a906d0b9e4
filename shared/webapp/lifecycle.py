"""What happens around every view: request id, proof of who calls, body, figures, one log line."""

import re
from collections.abc import Mapping
from time import perf_counter

import structlog
from flask import Flask, Response, g, request

from shared.auth import Caller, TokenVerifier, Unauthenticated
from shared.ids import IdSource
from shared.tracing import follow, trace_of
from shared.webapp.bodies import check_body
from shared.webapp.observing import HttpMetrics
from shared.webapp.operations import OPERATIONS
from shared.webapp.permissions import Door

SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = structlog.get_logger("shared.webapp")


class Lifecycle:
    """The hooks of one application; `doors` is filled when all routes are known."""

    def __init__(self, verifier: TokenVerifier, ids: IdSource, figures: HttpMetrics) -> None:
        self._verifier = verifier
        self._ids = ids
        self._figures = figures
        self.doors: Mapping[tuple[str, str], Door] = {}

    def register(self, app: Flask) -> None:
        """Hook into `app`."""
        app.before_request(self.begin)
        app.after_request(self.end)
        app.teardown_request(self.forget)

    def begin(self) -> None:
        """Identify the request and its caller, check the role, then the body."""
        g.started = perf_counter()
        g.request_id = self._request_id()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        if request.url_rule is None:
            return
        method = "GET" if request.method == "HEAD" else request.method
        door = self.doors[request.url_rule.endpoint, method]
        if not door.access.open:
            door.access.check(self._authenticate())
        follow(trace_of(g.request_id))
        if not door.raw_body and method != "GET":
            check_body(request)

    def end(self, response: Response) -> Response:
        """Give the request id back, keep answers out of caches, count and log."""
        response.headers["X-Request-Id"] = g.request_id
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers.setdefault("Cache-Control", "no-store")
        rule = request.url_rule
        self._record(
            rule.endpoint if rule else "", rule.rule if rule else "unmatched", response.status_code
        )
        return response

    def forget(self, _: BaseException | None) -> None:
        """Leave nothing of this request in the thread."""
        structlog.contextvars.clear_contextvars()
        follow("")

    def _request_id(self) -> str:
        given = request.headers.get("X-Request-Id", "")
        return given if SAFE_ID.fullmatch(given) else self._ids.ulid()

    def _authenticate(self) -> Caller:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        who = self._verifier.verify(token.strip())
        g.caller = who
        if who.request_id != g.request_id and SAFE_ID.fullmatch(who.request_id):
            g.request_id = who.request_id
            structlog.contextvars.bind_contextvars(request_id=who.request_id)
        return who

    def _record(self, endpoint: str, route: str, status: int) -> None:
        """Observe by template: a path may hold what identifies a person."""
        seconds = perf_counter() - g.started
        self._figures.observe(request.method, route, status, seconds)
        if endpoint in OPERATIONS:
            return
        _log.info(
            "request",
            method=request.method,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            **({"problem": g.problem} if "problem" in g else {}),
        )


def caller() -> Caller:
    """Return who calls; raise `Unauthenticated` in a view that is open to all."""
    who: Caller | None = g.get("caller")
    if who is None:
        raise Unauthenticated
    return who
