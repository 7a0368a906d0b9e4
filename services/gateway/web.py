"""The gunicorn application: `services.gateway.web:app`."""

import os

from services.gateway.bootstrap import build_app
from services.gateway.settings import GatewaySettings
from shared.settings import exit_on_setting_error, load

with exit_on_setting_error():
    app = build_app(load(GatewaySettings, os.environ))
