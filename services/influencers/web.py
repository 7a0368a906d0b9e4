"""The web process: `gunicorn -c python:shared.webapp.serving services.influencers.web:app`."""

from services.influencers.bootstrap.web import web_application
from services.influencers.manifest import MANIFEST
from services.influencers.settings import WebSettings
from shared.assembly.web import web_process

app = web_process(MANIFEST, WebSettings, web_application)
