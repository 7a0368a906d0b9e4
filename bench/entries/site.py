"""The processes that are measured: the bare view, the contests service, the gateway before it."""

import html
import re
import sys
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.raw_sqlite import BARE_FILE, RawEntries
from services.contests.bootstrap.foundation import open_foundation
from services.contests.domain.contest import Contest
from services.contests.settings import WebSettings
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.open import open_contest
from services.gateway.bootstrap.accounts import open_account
from shared.auth import Caller, TokenSigner
from shared.clock import SystemClock
from shared.events import instant_text
from shared.ids import RandomIds
from shared.settings import load
from stack.ports import HOST, choose_free
from stack.programs import Layout, inherited, programs, service_environ
from stack.running import lay_out
from stack.secrets import PRIVATE_KEY
from stack.supervisor import Program, Supervisor

WORKSPACE = "maison-lumen"
SERVED = ("contests-web", "gateway-web")
BARE = "bare-web"
TOKEN_SECONDS = 3600
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
ORGANISER = {"name": "Maison Lumen", "contact": "jeu@maison-lumen.example.org"}


@dataclass(frozen=True)
class Site:
    """Addresses of what runs, and the open contest."""

    layout: Layout
    bare_port: int
    contest: Contest

    @property
    def ports(self) -> dict[str, int]:
        """The port of each process."""
        return {**self.layout.ports, BARE: self.bare_port}


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Start the three, open a contest, and end everything with the block."""
    environ = {n: v for n, v in inherited().items() if not n.startswith("KERMESSE_")}
    environ["KERMESSE_GATEWAY_ENTRY_RATE"] = "100000000 per hour"
    layout = lay_out(folder, environ, folder / "secrets.env", {})
    contest = _open_contest(layout)
    with Supervisor(folder / "logs") as supervisor:
        bare = _bare(layout)
        served = [each for each in programs(layout) if each.name in SERVED]
        supervisor.start([bare, *served])
        supervisor.wait_ready()
        yield Site(layout, int(bare.environ["KERMESSE_PORT"]), contest)


def _bare(layout: Layout) -> Program:
    web = next(each for each in programs(layout) if each.name == SERVED[0])
    port = choose_free(1, layout.ports.values())[0]
    environ = {name: text for name, text in web.environ.items() if "MULTIPROC" not in name}
    # Made here: of two processes that make it at once, one would find it locked and end.
    RawEntries(str(Path(environ["KERMESSE_DATA_DIR"]) / BARE_FILE)).close()
    serve = ("-m", "gunicorn", "-c", "python:shared.webapp.serving", "bench.entries.bare:app")
    return Program(
        BARE,
        (sys.executable, *serve),
        {**environ, "KERMESSE_PORT": str(port)},
        f"http://{HOST}:{port}/readyz",
    )


def _open_contest(layout: Layout) -> Contest:
    open_account(
        service_environ(layout, "gateway"),
        workspace_id=WORKSPACE,
        workspace_name="Maison Lumen",
        email="claire@maison-lumen.example.org",
        password=RandomIds().secret(16).hex(),
        role="owner",
    )
    foundation = open_foundation(load(WebSettings, service_environ(layout, "contests")))
    try:
        context = foundation.context
        draft = create_contest(
            context, workspace=WORKSPACE, slug="printemps", settings=_settings(), texts=_texts()
        )
        return open_contest(
            context, workspace=WORKSPACE, contest=draft.id, version=draft.version, by="bench"
        )
    finally:
        foundation.database.close()


def _settings() -> dict[str, Any]:
    now, day = SystemClock().now(), timedelta(days=1)
    return {
        "opens_at": instant_text(now - timedelta(seconds=1)),
        "closes_at": instant_text(now + day),
        "confirm_within": 86400,
        "review_within": 86400,
        "answer_within": 86400,
        "draw_at": instant_text(now + 4 * day),
        "claims_end_at": instant_text(now + 14 * day),
        "zone": "Europe/Paris",
        "prizes": [{"name": "Lampe Aurore", "count": 1}, {"name": "Carafe Lumen", "count": 5}],
        "alternates": 2,
        "eligibility": {"minimum_age": 18, "countries": ["FR", "BE", "CH", "LU"]},
        "organiser": ORGANISER,
        "languages": ["fr", "en"],
    }


def _texts() -> dict[str, Any]:
    return {
        "fr": {"title": "Une lampe pour l'hiver", "intro": "Cinq lots à gagner, sans achat."},
        "en": {"title": "A lamp for the winter", "intro": "Five prizes to win, nothing to buy."},
    }


def to_bare(site: Site, first: int, count: int) -> list[bytes]:
    """Return requests to the bare view."""
    return [
        _request("/entries", {"Content-Type": "application/json"}, _json(number))
        for number in range(first, first + count)
    ]


def to_service(site: Site, first: int, count: int) -> list[bytes]:
    """Return requests to the contests service, as the gateway sends them: each its own token."""
    ids = RandomIds()
    signer = TokenSigner(b64decode(site.layout.secrets[PRIVATE_KEY]), SystemClock(), ids)
    requests = []
    for number in range(first, first + count):
        who = Caller("audience", WORKSPACE, frozenset({"public"}), ids.ulid())
        headers = {
            "Authorization": f"Bearer {signer.sign(who, 'contests', TOKEN_SECONDS)}",
            "X-Request-Id": who.request_id,
            "Accept": "application/json",
            "Idempotency-Key": ids.secret(16).hex(),
            "Content-Type": "application/json",
        }
        path = f"/api/v1/contests/{site.contest.id}/entries"
        requests.append(_request(path, headers, _json(number)))
    return requests


def to_gateway(site: Site, first: int, count: int, visitors: int) -> list[bytes]:
    """Return the form posted by browsers, each of which opened the page before."""
    page = f"/fr/w/{WORKSPACE}/c/{site.contest.slug}"
    opened = [_opened(f"{site.layout.url('gateway-web')}{page}") for _ in range(visitors)]
    ids = RandomIds()
    requests = []
    for number in range(first, first + count):
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html,application/xhtml+xml",
            "Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8",
            "Origin": site.layout.pages,
            "Sec-Fetch-Site": "same-origin",
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        }
        form = {
            "csrf_token": opened[number % visitors],
            "request_key": ids.secret(16).hex(),
            "source": "instagram",
            **_person(number),
            "country": "FR",
            "of_age": "on",
            "accept_rules": "on",
        }
        host = urlsplit(site.layout.pages).netloc
        requests.append(_request(page, headers, urlencode(form).encode(), host))
    return requests


def _opened(url: str) -> str:
    """Open the page of the contest; return the form's token."""
    with urllib.request.urlopen(f"{url}?s=instagram") as answer:
        found = TOKEN.search(answer.read().decode())
    assert found is not None
    return html.unescape(found[1])


def _person(number: int) -> dict[str, str]:
    return {"email": f"person{number}@entrants.example.org", "first_name": "Zoe"}


def _json(number: int) -> bytes:
    import json

    form = {
        **_person(number),
        "country": "FR",
        "of_age": True,
        "accept_rules": True,
        "opt_in": False,
        "language": "fr",
        "source": "instagram",
        "answers": {},
    }
    return json.dumps(form).encode()


def _request(path: str, headers: dict[str, str], body: bytes, host: str = HOST) -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
