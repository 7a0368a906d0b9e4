"""From a manifest and settings to a web process.

`flask` is imported when an application is built: workers have no use for it.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from prometheus_client import CollectorRegistry

from shared import logs
from shared.assembly.manifest import Manifest
from shared.auth import TokenVerifier
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.settings import CommonSettings, exit_on_setting_error, load

if TYPE_CHECKING:
    from flask import Flask
    from flask_smorest import Blueprint

API_VERSION = "1"
Settings = TypeVar("Settings", bound=CommonSettings)


def web_process(
    manifest: Manifest,
    settings: type[Settings],
    build: Callable[[Settings], "Flask"],
    environ: Mapping[str, str] = os.environ,
) -> "Flask":
    """Return the application that `build` makes of the environment.

    A wrong setting is named on the standard error, and ends the process with 2.
    """
    with exit_on_setting_error():
        loaded = load(settings, environ)
        logs.configure(manifest.name, loaded.log_level)
        app = build(loaded)
        app.config["KERMESSE_METRICS_HOSTS"] = loaded.metrics_hosts
        return app


def api_application(
    manifest: Manifest,
    database: Database,
    blueprints: "Sequence[Blueprint]",
    verifier: TokenVerifier,
) -> "Flask":
    """Return the API of a service over its database, for whoever `verifier` accepts."""
    from shared.webapp import create_app

    return create_app(
        manifest.name,
        title=manifest.title,
        version=API_VERSION,
        verifier=verifier,
        blueprints=blueprints,
        ready=database.ping,
        registry=CollectorRegistry(),
    )


def verifier_of(
    manifest: Manifest, settings: CommonSettings, clock: Clock | None = None
) -> TokenVerifier:
    """Return what accepts the gateway's tokens for this service."""
    return TokenVerifier(settings.token_public_key, manifest.name, clock or SystemClock())
