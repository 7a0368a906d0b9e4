"""The one place that calls other services: signed, timed, errors translated."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import structlog

from services.gateway.kit.lines import FAULTS, Lines, Reply
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Streamed
from shared.auth import TokenSigner
from shared.errors import FieldError

PREFIX = "/api/v1"
_SAFE = ("GET", "HEAD")
# What a person may have typed travels in a header too: one line of visible ASCII.
_HEADER = re.compile(r"[\x20-\x7e]*")
log = structlog.get_logger(__name__)


class HttpServices:
    """Calls over HTTP. `addresses` maps a service's name to the start of its URLs."""

    def __init__(self, addresses: Mapping[str, str], signer: TokenSigner) -> None:
        self._lines = {name: Lines(address) for name, address in addresses.items()}
        self._signer = signer

    def ask(self, question: Question) -> Answer:
        """Return the answer; raise `ServiceProblem` for every status from 400 on."""
        # Our pages give a key only to a command whose service keeps it.
        again = question.method in _SAFE or "Idempotency-Key" in question.headers
        reply, data = self._asked(question, _encoded(question.body), _whole, again=again)
        body = _decoded(data, reply.headers.get("content-type", ""))
        if reply.status >= 400:
            raise _problem(reply.status, body, reply.headers)
        return Answer(reply.status, body, reply.headers)

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Return the answer whatever its status, body unread; `raw` is sent in place of `body`."""
        body = raw if raw is not None else _encoded(question.body)
        # A retry of a command that is handed on is its sender's decision.
        again = question.method in _SAFE
        reply, _ = self._asked(question, body or None, _unread, again=again)
        return Streamed(reply.status, reply.headers, reply.pieces())

    def _asked(
        self,
        question: Question,
        body: bytes | None,
        take: Callable[[Reply], bytes],
        *,
        again: bool,
    ) -> tuple[Reply, bytes]:
        """Return the answer; ask once more where that does what asking once does (`again`)."""
        call = (question.method, _path_of(question), body, self._headers(question, body))
        for last in (not again, True):
            try:
                reply = self._lines[question.service].send(*call)
                return reply, take(reply)
            except TimeoutError as error:
                raise _away(question, error) from error
            except FAULTS as error:
                # A kept line may be cut just as it is used again (RFC 9112, 9.3.1).
                if last:
                    raise _away(question, error) from error
        raise AssertionError("the last try returns or raises")

    def _headers(self, question: Question, body: bytes | None) -> dict[str, str]:
        headers = {
            "Authorization": f"Bearer {self._signer.sign(question.caller, question.service)}",
            "X-Request-Id": question.caller.request_id,
            "Accept": "application/json",
            **question.headers,
        }
        for name in question.headers:
            if not _HEADER.fullmatch(headers[name]):
                raise ServiceProblem(400, "malformed_header", detail=f"{name} is malformed.")
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        return headers


def _whole(reply: Reply) -> bytes:
    return reply.read()


def _unread(_reply: Reply) -> bytes:
    return b""


def _away(question: Question, error: Exception) -> ServiceProblem:
    log.warning("service_unavailable", of=question.service, cause=type(error).__name__)
    return ServiceProblem(503, "unavailable", retry_after=5)


def _path_of(question: Question) -> str:
    # A path that begins with two slashes stands outside the API's prefix.
    outside = question.path.startswith("//")
    path = question.path[1:] if outside else PREFIX + question.path
    if any(segment in (".", "..") for segment in path.split("/")):
        raise ServiceProblem(404, "not_found")
    query = f"?{urlencode(list(question.query.items()), doseq=True)}" if question.query else ""
    return quote(path, safe="/:@-._~") + query


def _encoded(body: Any) -> bytes | None:
    return None if body is None else json.dumps(body, ensure_ascii=False).encode()


def _decoded(data: bytes, content_type: str) -> Any:
    if "json" not in content_type:
        return data.decode("utf-8", "replace")
    try:
        return json.loads(data)
    except ValueError:
        return None


def _problem(status: int, body: Any, headers: Mapping[str, str]) -> ServiceProblem:
    known = body if isinstance(body, dict) else {}
    wait = headers.get("retry-after", "")
    errors = [
        FieldError(
            str(each.get("field", "")), str(each.get("code", "invalid")), each.get("params") or {}
        )
        for each in known.get("errors", [])
    ]
    return ServiceProblem(
        status,
        str(known.get("slug", "unavailable" if status >= 500 else "error")),
        errors,
        int(wait) if wait.isdigit() else None,
        detail=str(known.get("detail", "")),
        extra={k: v for k, v in known.items() if k not in _STANDARD},
    )


_STANDARD = frozenset({"type", "title", "status", "detail", "slug", "instance", "errors"})
