"""The web process: `gunicorn -c python:shared.webapp.serving services.gateway.web:app`."""

from services.gateway.bootstrap.web import build_app
from services.gateway.manifest import MANIFEST
from services.gateway.settings import GatewaySettings
from shared.assembly.web import web_process

app = web_process(MANIFEST, GatewaySettings, build_app)
