"""The web process: `gunicorn -c python:shared.webapp.serving services.insights.web:app`."""

from services.insights.bootstrap import web
from services.insights.manifest import MANIFEST
from services.insights.settings import InsightsSettings
from shared.assembly.web import web_process

app = web_process(MANIFEST, InsightsSettings, web)
