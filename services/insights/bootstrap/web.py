"""The web half: reading figures over HTTP."""

from collections.abc import Mapping

from flask import Flask

from services.insights.bootstrap.stores import open_stores
from services.insights.domain.figures import Figures
from services.insights.entrypoints.routes import figures_blueprint
from services.insights.settings import InsightsSettings
from services.insights.use_cases.read_figures import ReadFigures, read_figures
from shared import logs
from shared.auth import TokenVerifier
from shared.metrics import Metrics
from shared.settings import load
from shared.webapp import create_app


def web(environ: Mapping[str, str]) -> Flask:
    """Return the web application."""
    settings = load(InsightsSettings, environ)
    logs.configure("insights", settings.log_level)
    stores = open_stores(settings)

    def reading(query: ReadFigures) -> tuple[str, Figures]:
        return read_figures(query, stores.serving.model())

    return create_app(
        "insights",
        title="Kermesse insights",
        version="1",
        verifier=TokenVerifier(settings.token_public_key, "insights", stores.clock),
        blueprints=[figures_blueprint(reading)],
        ready=stores.database.ping,
        metrics=Metrics("insights"),
    )
