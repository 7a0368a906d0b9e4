"""The web process: `gunicorn -c python:shared.webapp.serving services.insights.web:app`."""

import os

from services.insights.bootstrap import web
from shared.settings import exit_on_setting_error

with exit_on_setting_error():
    app = web(os.environ)
