"""How views ask the services, on behalf of whoever is in front of the page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from flask import g

from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.questions import Answer, Question, Services, Streamed
from shared.auth import Caller

First = TypeVar("First")
Second = TypeVar("Second")


class Api:
    """One service on behalf of one caller. Paths begin after `/api/v1`.

    Every method raises `ServiceProblem(status, slug, errors, retry_after)` for refusals.
    """

    def __init__(self, service: str, caller: Caller, services: Services) -> None:
        self._service = service
        self._caller = caller
        self._services = services

    def get(self, path: str, **query: Any) -> Answer:
        """Ask for something; parameters that are None or empty stay away."""
        given = {k: v for k, v in query.items() if v not in (None, "")}
        return self._ask("GET", path, query=given)

    def post(
        self, path: str, body: Any = None, *, version: int | None = None, key: str = ""
    ) -> Answer:
        """Command something, under an `Idempotency-Key` where `key` is given."""
        return self._ask(
            "POST", path, body={} if body is None else body, headers=_headers(version, key)
        )

    def put(self, path: str, body: Any) -> Answer:
        """Say what is so from now on."""
        return self._ask("PUT", path, body=body)

    def patch(self, path: str, body: Any, *, version: int) -> Answer:
        """Edit the `version` that was read; 412 `stale` when there is a newer one."""
        return self._ask("PATCH", path, body=body, headers=_headers(version, ""))

    def delete(self, path: str, *, version: int) -> Answer:
        """Delete the `version` that was read; 412 `stale` when there is a newer one."""
        return self._ask("DELETE", path, headers=_headers(version, ""))

    def stream(self, path: str) -> Streamed:
        """Ask for bytes that are handed on as they arrive."""
        return self._services.stream(Question(self._service, "GET", path, self._caller))

    def _ask(self, method: str, path: str, **more: Any) -> Answer:
        return self._services.ask(Question(self._service, method, path, self._caller, **more))


def staff_api(service: str) -> Api:
    """Return `service` on behalf of the member of the staff who is signed in."""
    return _signed_in_api(service)


def partner_api(service: str) -> Api:
    """Return `service` on behalf of the partner who is signed in: the subject is their id."""
    return _signed_in_api(service)


def _signed_in_api(service: str) -> Api:
    who = signed_in()
    caller = Caller(who.account_id, who.workspace_id, frozenset({who.role}), g.request_id)
    return Api(service, caller, parts().services)


def public_api(service: str, workspace_id: str) -> Api:
    """Return `service` on behalf of the audience of a workspace."""
    caller = Caller("audience", workspace_id, frozenset({"public"}), g.request_id)
    return Api(service, caller, parts().services)


def at_once(first: Callable[[], First], second: Callable[[], Second]) -> tuple[First, Second]:
    """Return what both return, the second asked meanwhile in a thread of its own.

    There it has no request: it uses an `Api` that was made before.
    """
    with ThreadPoolExecutor(1) as pool:
        meanwhile = pool.submit(copy_context().run, second)
        return first(), meanwhile.result()


def _headers(version: int | None, key: str) -> dict[str, str]:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return headers | ({"Idempotency-Key": key} if key else {})
