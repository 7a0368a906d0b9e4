"""A contest whose windows last seconds, opened over the API as the console does."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.clock import SystemClock
from shared.events import instant_text
from stack.commands.account import open_account
from stack.programs import service_environ
from tests.harness.site import WORKSPACE, Site

PRIZES = [{"name": "Lampe Aurore", "count": 1}, {"name": "Carafe Lumen", "count": 3}]


@dataclass(frozen=True)
class Opened:
    """An open contest."""

    id: str
    slug: str
    closes_at: datetime
    confirm_by: datetime


def open_workspace(site: Site) -> None:
    """Open the workspace at the gateway, with an owner."""
    open_account(
        service_environ(site.layout, "gateway"),
        workspace_id=WORKSPACE,
        workspace_name="Maison Lumen",
        email="claire@maison-lumen.example.org",
        password=secrets.token_urlsafe(16),
        role="owner",
    )


def open_contest(
    site: Site, *, open_for: float, confirm_within: int = 1, until_draw: float = 5
) -> Opened:
    """Open a contest for `open_for` seconds; it is drawn `until_draw` s after its review."""
    now = SystemClock().now()
    closes = now + timedelta(seconds=open_for)
    confirm_by = closes + timedelta(seconds=confirm_within)
    draw_at = confirm_by + timedelta(seconds=1 + until_draw)
    settings: dict[str, Any] = {
        "opens_at": instant_text(now - timedelta(seconds=1)),
        "closes_at": instant_text(closes),
        "confirm_within": confirm_within,
        "review_within": 1,
        "answer_within": 600,
        "draw_at": instant_text(draw_at),
        "claims_end_at": instant_text(draw_at + timedelta(days=2)),
        "zone": "Europe/Paris",
        "prizes": PRIZES,
        "alternates": 2,
        "eligibility": {"minimum_age": 18, "countries": []},
        "organiser": {"name": "Maison Lumen", "contact": "jeu@lumen.example.org"},
        "languages": ["fr", "en"],
    }
    texts = {"fr": {"title": "Printemps"}, "en": {"title": "Spring"}}
    body = {"slug": "printemps", "settings": settings, "texts": texts}
    draft = site.ask("POST", "contests", "/contests", json=body)
    version = {"If-Match": draft.headers["ETag"]}
    opened = site.ask(
        "POST", "contests", f"/contests/{draft.json()['id']}/open", headers=version
    ).json()
    return Opened(opened["id"], opened["slug"], closes, confirm_by)
