"""The application factory of every service, and what its routes use."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Blueprint
from prometheus_client import CollectorRegistry

from shared.auth import TokenVerifier
from shared.ids import IdSource, RandomIds
from shared.webapp.bodies import Limits
from shared.webapp.headers import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    etag_of,
    expected_version,
    idempotency_key,
)
from shared.webapp.lifecycle import Lifecycle, caller
from shared.webapp.observing import HttpMetrics
from shared.webapp.openapi import API_PREFIX, document_of, register_views
from shared.webapp.operations import register_operations
from shared.webapp.paging import PageQuery, page_schema
from shared.webapp.permissions import (
    UndeclaredPermission,
    doors_of,
    open_to_all,
    raw_body,
    requires,
)
from shared.webapp.problems import problem, register_problems

__all__ = [
    "API_PREFIX",
    "IDEMPOTENCY_KEY",
    "IF_MATCH",
    "Limits",
    "PageQuery",
    "UndeclaredPermission",
    "caller",
    "create_app",
    "etag_of",
    "expected_version",
    "idempotency_key",
    "open_to_all",
    "page_schema",
    "problem",
    "raw_body",
    "requires",
]


class HasRegistry(Protocol):
    """Metrics whose registry the HTTP figures join."""

    @property
    def registry(self) -> CollectorRegistry:
        """The registry."""
        ...


def create_app(
    name: str,
    *,
    version: str,
    verifier: TokenVerifier,
    blueprints: Sequence[Blueprint],
    ready: Callable[[], None],
    metrics: HasRegistry | CollectorRegistry,
    limits: Limits | None = None,
    title: str = "",
    ids: IdSource | None = None,
) -> Flask:
    """Return the web application of the service `name`: the blueprints under `/api/v1`.

    `ready` raises while the service cannot work. Raise `UndeclaredPermission` when a route does
    not say who may call it.
    """
    limits = limits or Limits()
    app = _bare_app(name, limits)
    registry = metrics if isinstance(metrics, CollectorRegistry) else metrics.registry
    figures = HttpMetrics(registry)
    lifecycle = Lifecycle(verifier, limits, ids or RandomIds(), figures)
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


def _bare_app(name: str, limits: Limits) -> Flask:
    app = Flask(name, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=limits.body,
        MAX_FORM_MEMORY_SIZE=limits.body,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    json = DefaultJSONProvider(app)
    json.sort_keys = False
    json.ensure_ascii = False
    app.json = json
    return app
