"""A small service with one route of each kind, callers for it, and web servers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validate, validates_schema
from prometheus_client import CollectorRegistry

from shared.auth import Caller, Permission, Role, TokenSigner, TokenVerifier, public_key_of
from shared.clock import ManualClock
from shared.documents import Duplicate, OutboxFull, Page, Stale, StoreUnavailable, UnsupportedForm
from shared.errors import FieldError, Invalid, NotFound
from shared.ids import SeededIds
from shared.webapp import (
    PageQuery,
    caller,
    create_app,
    etag_of,
    expected_version,
    idempotency_key,
    open_to_all,
    page_schema,
    raw_body,
    requires,
)
from tests.shared.webapp.served import SERVICE, Gunicorn

KEY = bytes(range(32))
WRITE = Permission("things.write", {Role.OWNER, Role.MANAGER})
Headers = dict[str, str]

FAILURES: dict[str, Exception] = {
    "invalid": Invalid(fields=[FieldError("settings.closes_at", "closes_early", {"hours": 2})]),
    "missing": NotFound(extra={"thing": "t-1", "status": "overridden"}),
    "stale": Stale(),
    "duplicate": Duplicate("by_slug"),
    "store": StoreUnavailable(),
    "outbox": OutboxFull(retry_after=7),
    "unsupported": UnsupportedForm("$where"),
    "bug": RuntimeError("the password is hunter2"),
}


class Size(Schema):
    width = fields.Integer(required=True, validate=validate.Range(min=1))


class Thing(Schema):
    name = fields.String(required=True, validate=validate.Length(min=2, max=9))
    kind = fields.String(validate=validate.OneOf(["a", "b"]))
    link = fields.URL()
    sizes = fields.List(fields.Nested(Size))

    @validates_schema
    def _no_bees(self, data: dict[str, object], **_: object) -> None:
        if data.get("name") == "bee":
            raise ValidationError("no_bees", "name")
        if data.get("name") == "wasp":
            raise ValidationError("Wasps are not welcome here.")


def blueprint() -> Blueprint:
    """Return a blueprint with a route for each thing that is tested."""
    things = Blueprint("things", "things", url_prefix="/things", description="Things")

    @things.post("/")
    @requires(WRITE)
    @things.arguments(Thing)
    @things.response(201, Thing)
    def make(body: dict[str, object]) -> dict[str, object]:
        """Make a thing."""
        return body

    @things.get("/")
    @open_to_all
    @things.arguments(PageQuery, location="query")
    @things.response(200, page_schema(Thing))
    def listing(query: dict[str, object]) -> Page:
        """List things."""
        return Page(items=[{"name": str(query["limit"])}], after="next")

    @things.post("/open")
    @open_to_all
    def plain() -> Response:
        """Say who calls."""
        return Response(request.get_data())

    @things.get("/<thing_id>")
    @requires("analyst")
    def read(thing_id: str) -> tuple[dict[str, str], int, Headers]:
        """Read a thing."""
        return {"id": thing_id, "who": caller().subject}, 200, {"ETag": etag_of(3)}

    @things.put("/<thing_id>")
    @requires(WRITE)
    def put(thing_id: str) -> dict[str, object]:
        """Change a thing."""
        return {"version": expected_version(), "key": idempotency_key()}

    @things.post("/webhook")
    @open_to_all
    @raw_body
    def webhook() -> Response:
        """Take any bytes."""
        return Response(request.get_data())

    @things.get("/fails/<how>")
    @open_to_all
    def fails(how: str) -> Response:
        """Raise."""
        raise FAILURES[how]

    @things.get("/whoever")
    @open_to_all
    def whoever() -> str:
        """Ask who calls, where nobody is known."""
        return caller().subject

    return things


@dataclass
class Service:
    """The application under test, with what moves it."""

    app: Flask
    client: FlaskClient
    registry: CollectorRegistry
    token: Callable[..., Headers]
    faults: list[Exception]


@pytest.fixture
def service() -> Service:
    clock = ManualClock(datetime(2026, 5, 4, 12, tzinfo=UTC))
    faults: list[Exception] = []

    def ready() -> None:
        for fault in faults:
            raise fault

    def token(*roles: str, audience: str = "things", request_id: str = "request-0001") -> Headers:
        who = Caller("account-1", "workspace-1", frozenset(roles), request_id)
        signer = TokenSigner(KEY, clock, SeededIds())
        return {"Authorization": f"Bearer {signer.sign(who, audience)}"}

    registry = CollectorRegistry()
    app = create_app(
        "things",
        version="1.2.3",
        verifier=TokenVerifier(public_key_of(KEY), "things", clock),
        blueprints=[blueprint()],
        ready=ready,
        registry=registry,
        ids=SeededIds(),
    )
    return Service(app, app.test_client(), registry, token, faults)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Gunicorn]]:
    started: list[Gunicorn] = []

    def start(source: str = SERVICE, *, files: int = 0, **environ: str) -> Gunicorn:
        started.append(Gunicorn(tmp_path, source, files=files, **environ))
        return started[-1]

    yield start
    for server in started:
        server.end()
