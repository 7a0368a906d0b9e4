"""The web half: the API over the stores."""

from flask import Flask
from flask_smorest import Blueprint

from services.influencers.bootstrap.foundation import Foundation, open_foundation
from services.influencers.entrypoints.routes.accounts import accounts_blueprint
from services.influencers.entrypoints.routes.bringings import bringings_blueprint
from services.influencers.entrypoints.routes.clicks import clicks_blueprint
from services.influencers.entrypoints.routes.codes import codes_blueprint
from services.influencers.entrypoints.routes.commissions import commissions_blueprint
from services.influencers.entrypoints.routes.enrollments import enrollments_blueprint
from services.influencers.entrypoints.routes.figures import figures_blueprint
from services.influencers.entrypoints.routes.imports import imports_blueprint
from services.influencers.entrypoints.routes.link_hosts import link_hosts_blueprint
from services.influencers.entrypoints.routes.link_imports import link_imports_blueprint
from services.influencers.entrypoints.routes.links import links_blueprint
from services.influencers.entrypoints.routes.notices import notices_blueprint
from services.influencers.entrypoints.routes.orders import orders_blueprint
from services.influencers.entrypoints.routes.own_account import own_account_blueprint
from services.influencers.entrypoints.routes.own_data import own_data_blueprint
from services.influencers.entrypoints.routes.own_portal import own_portal_blueprint
from services.influencers.entrypoints.routes.partners import partners_blueprint
from services.influencers.entrypoints.routes.payouts import payouts_blueprint
from services.influencers.entrypoints.routes.person import person_blueprint
from services.influencers.entrypoints.routes.portal import portal_blueprint
from services.influencers.entrypoints.routes.programs import programs_blueprint
from services.influencers.entrypoints.routes.public import public_blueprint
from services.influencers.entrypoints.routes.sales import sales_blueprint
from services.influencers.entrypoints.routes.statements import (
    own_statements_blueprint,
    statements_blueprint,
)
from services.influencers.manifest import MANIFEST
from services.influencers.settings import WebSettings
from services.influencers.use_cases.context import Context
from shared.assembly.web import api_application, verifier_of
from shared.auth import TokenVerifier


def web_application(settings: WebSettings) -> Flask:
    """Return the application of a web process. Raises `SettingError`."""
    return application(open_foundation(settings), verifier_of(MANIFEST, settings))


def application(foundation: Foundation, verifier: TokenVerifier) -> Flask:
    """Return the API over a database, for whoever `verifier` accepts."""
    routes = blueprints(foundation.context)
    return api_application(MANIFEST, foundation.database, routes, verifier)


def blueprints(context: Context) -> list[Blueprint]:
    """Return every route of the service."""
    return [
        programs_blueprint(context),
        partners_blueprint(context),
        enrollments_blueprint(context),
        clicks_blueprint(context),
        figures_blueprint(context),
        imports_blueprint(context),
        public_blueprint(context),
        person_blueprint(context),
        codes_blueprint(context),
        orders_blueprint(context),
        sales_blueprint(context),
        commissions_blueprint(context),
        payouts_blueprint(context),
        accounts_blueprint(context),
        own_account_blueprint(context),
        statements_blueprint(context),
        own_statements_blueprint(context),
        notices_blueprint(context),
        portal_blueprint(context),
        own_portal_blueprint(context),
        own_data_blueprint(context),
        links_blueprint(context),
        link_hosts_blueprint(context),
        bringings_blueprint(context),
        link_imports_blueprint(context),
    ]
