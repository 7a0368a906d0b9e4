"""The gateway's web application."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, redirect, url_for
from flask.typing import ResponseReturnValue
from jinja2 import FileSystemLoader

from services.gateway.door import api, scraping, security
from services.gateway.door.contract import merged_document
from services.gateway.door.lifecycle import Lifecycle
from services.gateway.kit import assets, errors, formats, i18n
from services.gateway.kit.memory import Memory, memory
from services.gateway.kit.parts import KEY, Parts, parts
from services.gateway.products.contests.console import console
from services.gateway.products.contests.public import public
from shared.webapp.observing import HttpMetrics
from shared.webapp.operations import register_operations
from shared.webapp.permissions import open_to_all

HERE = Path(__file__).parent
TEMPLATES = [HERE / "kit" / "templates", HERE / "products" / "contests" / "templates"]


def create_app(given: Parts) -> Flask:
    """Return the application; raise `UndeclaredPermission` for a view without a permission."""
    app = Flask("gateway", static_folder=None)
    app.jinja_loader = FileSystemLoader(TEMPLATES)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[KEY] = given
    figures = HttpMetrics(given.registry)
    lifecycle = Lifecycle(given.ids, figures)
    lifecycle.begin_with(app)
    i18n.install(app)
    formats.install(app)
    errors.install(app)
    security.install(app, given)
    scraping.install(app, given.public_url)
    _add_views(app, given, figures.page)
    lifecycle.end_with(app)
    assets.install(app)
    security.trust_proxies(app, given.trusted_proxies)
    return app


def _add_views(app: Flask, given: Parts, metrics_page: Callable[[], bytes]) -> None:
    def document() -> dict[str, Any]:
        # A service that is away is asked again soon, yet not by every reader.
        kept: Memory[dict[str, Any]] = memory("document", 5)
        return kept.get((), lambda: merged_document(parts().services))

    register_operations(app, given.ready, metrics_page, document)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(console, url_prefix="/<any(fr, en):lang>")
    app.register_blueprint(public, url_prefix="/<any(fr, en):lang>/w/<workspace>")

    @app.get("/")
    @open_to_all
    def root() -> ResponseReturnValue:
        """Send the reader to the console, in the language of the browser."""
        return redirect(url_for("console.contests", lang=i18n.preferred_language()), 302)
