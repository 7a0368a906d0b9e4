"""The application factory of every service, and what its routes use."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Blueprint
from prometheus_client import CollectorRegistry

from shared.auth import TokenVerifier
from shared.ids import IdSource, RandomIds
from shared.webapp.bodies import LARGEST
from shared.webapp.headers import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    etag_of,
    expected_version,
    idempotency_key,
)
from shared.webapp.lifecycle import Lifecycle, caller
from shared.webapp.observing import HttpMetrics
from shared.webapp.openapi import document_of, register_views
from shared.webapp.operations import register_operations
from shared.webapp.paging import PageQuery, page_schema
from shared.webapp.permissions import (
    UndeclaredPermission,
    doors_of,
    open_to_all,
    raw_body,
    requires,
)
from shared.webapp.problems import register_problems

__all__ = [
    "IDEMPOTENCY_KEY",
    "IF_MATCH",
    "PageQuery",
    "UndeclaredPermission",
    "caller",
    "create_app",
    "etag_of",
    "expected_version",
    "idempotency_key",
    "open_to_all",
    "page_schema",
    "raw_body",
    "requires",
]


def create_app(
    name: str,
    *,
    version: str,
    verifier: TokenVerifier,
    blueprints: Sequence[Blueprint],
    ready: Callable[[], None],
    registry: CollectorRegistry,
    title: str = "",
    ids: IdSource | None = None,
) -> Flask:
    """Return the web application of the service `name`: the blueprints under `/api/v1`.

    `ready` raises while the service cannot work. Raise `UndeclaredPermission` when a route does
    not say who may call it.
    """
    app = _bare_app(name)
    figures = HttpMetrics(registry)
    lifecycle = Lifecycle(verifier, ids or RandomIds(), figures)
    lifecycle.register(app)
    register_problems(app)
    register_views(app, blueprints)

    @cache
    def document() -> dict[str, Any]:
        named = title or f"Kermesse {name}"
        return document_of(app, blueprints, lifecycle.doors, title=named, version=version)

    register_operations(app, ready, figures.page, document)
    lifecycle.doors = doors_of(app)
    return app


def _bare_app(name: str) -> Flask:
    app = Flask(name, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=LARGEST,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    json = DefaultJSONProvider(app)
    json.sort_keys = False
    json.ensure_ascii = False
    app.json = json
    return app
