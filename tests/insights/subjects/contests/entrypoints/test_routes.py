"""Figures over HTTP: to staff alone, of their own workspace alone."""

from base64 import b64encode
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.insights.bootstrap import open_stores, web
from services.insights.engine.domain.bucket import Bucket
from services.insights.engine.domain.fact import Fact
from services.insights.settings import InsightsSettings
from services.insights.subjects.contests import Contests
from services.insights.subjects.contests.domain.contest import KnownContest
from shared.auth import Caller, TokenSigner, public_key_of
from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.settings import load

PRIVATE = bytes(range(32))
FIGURES = "/api/v1/contests/c1/figures"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    key = b64encode(public_key_of(PRIVATE)).decode()
    return {"KERMESSE_DATA_DIR": str(tmp_path), "KERMESSE_TOKEN_PUBLIC_KEY": key}


@pytest.fixture
def client(environ: dict[str, str]) -> FlaskClient:
    client = web(load(InsightsSettings, environ)).test_client()
    stores = open_stores(load(InsightsSettings, environ))
    part = stores.serving.part(Contests)
    part.contests.record(KnownContest("c1", "lumen", 1, "open", stores.clock.now()))
    fact = Fact("a", "lumen", "c1", 1, "letter", "unconfirmed", "2026-03-29T16")
    part.counts.facts.record("lumen", [(fact, Bucket("c1", "2026-03-29T16", "letter"))])
    return client


def asked(client: FlaskClient, *, workspace: str = "lumen", role: str = "analyst") -> TestResponse:
    caller = Caller("someone", workspace, frozenset({role}), "request-1")
    token = TokenSigner(PRIVATE, SystemClock(), RandomIds()).sign(caller, "insights")
    return client.get(FIGURES, headers={"Authorization": f"Bearer {token}"})


def test_an_analyst_reads_the_figures_of_a_contest(client: FlaskClient) -> None:
    answer = asked(client)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["contest_state"] == "open"
    assert answer.json["entries"]["submitted"] == 1
    assert answer.json["by_source"] == [
        {"source": "letter", "submitted": 1, "confirmed": 0, "refused": 0}
    ]
    assert answer.json["other_sources"] == {"submitted": 0, "confirmed": 0, "refused": 0}


def test_another_workspace_finds_nothing(client: FlaskClient) -> None:
    assert asked(client, workspace="another").status_code == 404


def test_the_public_may_not_read_figures(client: FlaskClient) -> None:
    assert asked(client, role="public").status_code == 403


def test_nobody_reads_figures_without_a_token(client: FlaskClient) -> None:
    assert client.get(FIGURES).status_code == 401
