"""The web process: `gunicorn -c python:shared.webapp.serving services.contests.web:app`."""

from services.contests.bootstrap.web import web_application
from services.contests.manifest import MANIFEST
from services.contests.settings import WebSettings
from shared.assembly.web import web_process

app = web_process(MANIFEST, WebSettings, web_application)
