"""The routes that operators use: liveness, readiness, metrics, the OpenAPI document."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from shared.hosts import is_inside
from shared.webapp.permissions import open_to_all
from shared.webapp.problems import problem

# What operators ask, by endpoint: it is not logged, and comes without the public name.
OPERATIONS = frozenset({"livez", "readyz", "metrics"})
# In the application's configuration: by which hosts more the figures may be read.
METRICS_HOSTS = "KERMESSE_METRICS_HOSTS"
_log = structlog.get_logger("shared.webapp")


def register_operations(
    app: Flask,
    ready: Callable[[], None],
    metrics_page: Callable[[], bytes],
    document: Callable[[], dict[str, Any]],
) -> None:
    """Add `/livez`, `/readyz`, `/metrics`, `/openapi.json`: open, the network guards them."""

    @app.get("/livez")
    @open_to_all
    def livez() -> Response:
        """Answer as long as the process turns, whatever else is down."""
        return Response("alive\n", content_type="text/plain")

    @app.get("/readyz")
    @open_to_all
    def readyz() -> Response:
        """Answer 503 while what this service needs does not answer."""
        try:
            ready()
        except Exception as error:
            _log.warning("not_ready", error=type(error).__name__)
            return problem(503, "not_ready", "This service cannot work right now.")
        return Response("ready\n", content_type="text/plain")

    @app.get("/metrics")
    @open_to_all
    def metrics() -> Response:
        """Show the figures to Prometheus, which asks by an address or a name of the inside."""
        if not is_inside(request.host, app.config.get(METRICS_HOSTS, ())):
            return problem(404, "not_found", "There is nothing here.")
        return Response(metrics_page(), content_type=CONTENT_TYPE_LATEST)

    @app.get("/openapi.json")
    @open_to_all
    def openapi() -> Response:
        """Show the contract of this service."""
        return Response(app.json.dumps(document()), content_type="application/json")
