"""The web process: `gunicorn -c python:shared.webapp.serving services.contests.web:app`."""

import os

from services.contests.bootstrap.web import web_application
from services.contests.settings import WebSettings
from shared import logs
from shared.settings import exit_on_setting_error, load

with exit_on_setting_error():
    _settings = load(WebSettings, os.environ)
    logs.configure("contests", _settings.log_level)
    app = web_application(_settings)
