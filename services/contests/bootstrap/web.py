"""The web half: the API over the stores."""

from flask import Flask
from flask_smorest import Blueprint

from services.contests.bootstrap.foundation import Foundation, open_foundation
from services.contests.entrypoints.routes.claims import claims_blueprint
from services.contests.entrypoints.routes.contests import contests_blueprint
from services.contests.entrypoints.routes.draw import draw_blueprint
from services.contests.entrypoints.routes.entries import entries_blueprint
from services.contests.entrypoints.routes.exports import exports_blueprint
from services.contests.entrypoints.routes.letters import letters_blueprint
from services.contests.entrypoints.routes.mechanics import mechanics_blueprint
from services.contests.entrypoints.routes.outcome import outcome_blueprint
from services.contests.entrypoints.routes.own import own_entry_blueprint, unsubscribing_blueprint
from services.contests.entrypoints.routes.people import people_blueprint
from services.contests.entrypoints.routes.person import person_blueprint
from services.contests.entrypoints.routes.public import confirmations_blueprint, public_blueprint
from services.contests.entrypoints.routes.publishing import publishing_blueprint
from services.contests.entrypoints.routes.venues import venues_blueprint
from services.contests.manifest import MANIFEST
from services.contests.settings import WebSettings
from services.contests.use_cases.context import Context
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
        mechanics_blueprint(),
        contests_blueprint(context),
        publishing_blueprint(context),
        venues_blueprint(context),
        entries_blueprint(context),
        people_blueprint(context),
        exports_blueprint(context),
        public_blueprint(context),
        confirmations_blueprint(context),
        own_entry_blueprint(context),
        unsubscribing_blueprint(context),
        person_blueprint(context),
        draw_blueprint(context),
        outcome_blueprint(context),
        letters_blueprint(context),
        claims_blueprint(context),
    ]
