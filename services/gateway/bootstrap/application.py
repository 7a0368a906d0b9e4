"""The gateway's web application: kit and door, and the products in them."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, g, redirect
from flask.typing import ResponseReturnValue

from services.gateway.accounts.pages import ACCOUNTS
from services.gateway.audit.pages import AUDIT
from services.gateway.door import (
    api,
    bodies,
    legal,
    notices,
    scraping,
    security,
    shops,
    unanswered,
)
from services.gateway.door.contract import merged_document
from services.gateway.door.lifecycle import Lifecycle
from services.gateway.front import Front
from services.gateway.kit import addresses, assets, errors, formats, i18n, product, sentences
from services.gateway.kit.memory import Memory, memory
from services.gateway.kit.parts import KEY, Parts, parts
from services.gateway.kit.product import Product, first_page, folders
from shared.webapp.observing import HttpMetrics
from shared.webapp.operations import register_operations
from shared.webapp.permissions import open_to_all


def create_app(given: Parts, products: Sequence[Product]) -> Flask:
    """Return the application; raise `UndeclaredPermission` for a view without a permission."""
    app = Flask("gateway", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[KEY] = given
    figures = HttpMetrics(given.registry)
    lifecycle = Lifecycle(given.ids, figures)
    lifecycle.begin_with(app)
    joined = (*products, AUDIT, ACCOUNTS)
    _install(app, given, joined)
    _add_views(app, given, figures.page)
    product.install(app, joined)
    lifecycle.end_with(app)
    _wrap(app, given, joined)
    return app


def _install(app: Flask, given: Parts, joined: Sequence[Product]) -> None:
    i18n.install(app, folders(joined, "translations"))
    sentences.install(app, {each.name: each.words for each in joined})
    formats.install(app)
    addresses.install(app)
    errors.install(app)
    unanswered.install(app)
    security.install(app, given)
    bodies.install(app)
    scraping.install(app, given.public_url)
    app.context_processor(lambda: {"signed_in": g.get("signed_in")})


def _add_views(app: Flask, given: Parts, metrics_page: Callable[[], bytes]) -> None:
    def document() -> dict[str, Any]:
        # A service that is away is asked again soon, yet not by every reader.
        kept: Memory[dict[str, Any]] = memory("document", 5)
        return kept.get((), lambda: merged_document(parts().services))

    register_operations(app, given.ready, metrics_page, document)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(legal.blueprint)
    app.register_blueprint(shops.blueprint)
    app.register_blueprint(notices.blueprint)

    @app.get("/")
    @open_to_all
    def root() -> ResponseReturnValue:
        """Send the reader to the console, in the language of the browser."""
        return redirect(first_page(lang=i18n.preferred_language()), 302)


def _wrap(app: Flask, given: Parts, joined: Sequence[Product]) -> None:
    """Put around `app` what answers before it: products, static files, trust in proxies."""
    before = [each.before_flask(given) for each in joined if each.before_flask]
    if before:
        app.wsgi_app = Front(app.wsgi_app, before)  # type: ignore[method-assign]
    assets.install(app, folders(joined, "static"))
    security.trust_proxies(app, given.trusted_proxies)
