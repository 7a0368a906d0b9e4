"""The web process: `gunicorn -c python:shared.webapp.serving services.gateway.web:app`."""

import os

from services.gateway.bootstrap.web import build_app
from services.gateway.settings import GatewaySettings
from shared import logs
from shared.settings import exit_on_setting_error, load

with exit_on_setting_error():
    _settings = load(GatewaySettings, os.environ)

logs.configure("gateway", _settings.log_level)
app = build_app(_settings)
