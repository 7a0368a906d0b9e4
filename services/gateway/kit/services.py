"""The one place that calls other services: signed, timed, errors translated."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import structlog
import urllib3

from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Streamed
from shared.auth import TokenSigner
from shared.errors import FieldError

PREFIX = "/api/v1"
CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0
CHUNK = 64 * 1024
# What a person may have typed travels in a header too: one line of visible ASCII.
_HEADER = re.compile(r"[\x20-\x7e]*")
log = structlog.get_logger(__name__)


class HttpServices:
    """Calls over HTTP. `addresses` maps a service's name to the start of its URLs."""

    def __init__(
        self, addresses: Mapping[str, str], signer: TokenSigner, connections: int = 16
    ) -> None:
        self._addresses = dict(addresses)
        self._signer = signer
        # A retry of a command is its sender's decision, under the same idempotency key.
        self._pool = urllib3.PoolManager(
            maxsize=connections,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
        )

    def ask(self, question: Question) -> Answer:
        """Return the answer; raise `ServiceProblem` for every status from 400 on."""
        response = self._send(question, _encoded(question.body), preload=True)
        body = _decoded(response.data, response.headers.get("Content-Type", ""))
        if response.status >= 400:
            raise _problem(response.status, body, response.headers)
        return Answer(response.status, body, _lower(response.headers))

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Return the answer whatever its status, body unread; `raw` is sent in place of `body`."""
        body = raw if raw is not None else _encoded(question.body)
        response = self._send(question, body or None, preload=False)
        return Streamed(response.status, _lower(response.headers), _chunks(response))

    def _send(
        self, question: Question, body: bytes | None, *, preload: bool
    ) -> urllib3.BaseHTTPResponse:
        try:
            try:
                return self._request(question, body, preload)
            except urllib3.exceptions.ProtocolError:
                # A kept connection may be closed just as it is used again (RFC 9112, 9.3.1).
                if not _repeatable(question):
                    raise
                return self._request(question, body, preload)
        except urllib3.exceptions.HTTPError as error:
            log.warning("service_unavailable", of=question.service, cause=type(error).__name__)
            raise ServiceProblem(503, "unavailable", retry_after=5) from error

    def _request(
        self, question: Question, body: bytes | None, preload: bool
    ) -> urllib3.BaseHTTPResponse:
        return self._pool.request(
            question.method,
            self._url(question),
            body=body,
            headers=self._headers(question, body),
            preload_content=preload,
            redirect=False,
        )

    def _url(self, question: Question) -> str:
        # A path that begins with two slashes stands outside the API's prefix.
        outside = question.path.startswith("//")
        path = question.path[1:] if outside else PREFIX + question.path
        if any(segment in (".", "..") for segment in path.split("/")):
            raise ServiceProblem(404, "not_found")
        path = quote(path, safe="/:@-._~")
        query = f"?{urlencode(list(question.query.items()), doseq=True)}" if question.query else ""
        return f"{self._addresses[question.service]}{path}{query}"

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


def _repeatable(question: Question) -> bool:
    """Tell whether asking twice does what asking once does."""
    guarded = {name.lower() for name in question.headers} & {"idempotency-key", "if-match"}
    return question.method in ("GET", "HEAD") or bool(guarded)


def _encoded(body: Any) -> bytes | None:
    return None if body is None else json.dumps(body, ensure_ascii=False).encode()


def _decoded(data: bytes, content_type: str) -> Any:
    if "json" not in content_type:
        return data.decode("utf-8", "replace")
    try:
        return json.loads(data)
    except ValueError:
        return None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _chunks(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    whole = False
    try:
        yield from response.stream(CHUNK, decode_content=True)
        whole = True
    finally:
        if not whole:
            # The rest is still on its way: the next one to use this connection would read it.
            response.close()
        response.release_conn()


def _problem(status: int, body: Any, headers: Mapping[str, str]) -> ServiceProblem:
    known = body if isinstance(body, dict) else {}
    wait = headers.get("Retry-After", "")
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
