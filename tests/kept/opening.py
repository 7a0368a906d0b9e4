"""Opening what earlier code left: the only module here that knows how the product is put together.

A `House` is the product in one process over a folder of files, or a server of MongoDB's protocol:
contests and insights with their workers, time moved by hand, mails kept, a beacon of its own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from services.contests.bootstrap import foundation as contests
from services.contests.bootstrap import web as contests_web
from services.contests.bootstrap import work as contests_work
from services.contests.settings import WebSettings, WorkerSettings
from services.gateway import bootstrap as gateway
from services.gateway.kit.parts import KEY as PARTS
from services.gateway.settings import GatewaySettings
from services.gateway.settings import WorkerSettings as GatewayWorkerSettings
from services.insights import bootstrap as insights
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from shared.auth import Caller, TokenSigner, TokenVerifier, public_key_of
from shared.bus import Topic
from shared.clock import ManualClock
from shared.documents import Database
from shared.ids import SeededIds
from shared.mail import Mail
from shared.mail.recording import RecordingMailer
from shared.metrics import Metrics
from shared.opening import open_broker, open_store
from shared.settings import load
from shared.webapp import create_app
from tests.kept.beacon import Beacon
from tests.kept.environ import GATEWAY_KEY, WORKSPACE, environ_of

Through = Callable[[str, Database], Database]
LINK = re.compile(r"/(confirm|entry|claim)/([\w-]{22})(/unsubscribe)?")


@dataclass(frozen=True)
class Answer:
    """What a service answered: the status, JSON or bytes, the headers."""

    status: int
    body: Any
    headers: Mapping[str, str]


class House:
    """The product over `folder`, at the instant `at`; `letters` are the mails that went out.

    `seed` is of the identifiers made from here on, `server` the settings of a server in place of
    files, `through` what the database of contests is wrapped in.
    """

    def __init__(
        self,
        folder: Path,
        at: datetime,
        *,
        chain: str = "test",
        seed: int = 99,
        server: Mapping[str, str] | None = None,
        through: Through = lambda _, database: database,
    ) -> None:
        self.clock, self.ids, self.beacon = ManualClock(at), SeededIds(seed), Beacon()
        self.mailer = RecordingMailer(self.clock)
        self.environ = environ_of(folder, chain=chain, beacon=self.beacon.url) | dict(server or {})
        self._signer = TokenSigner(GATEWAY_KEY, self.clock, SeededIds(1))
        self._open_contests(through)
        self._open_insights()

    def _open_contests(self, through: Through) -> None:
        settings = load(WorkerSettings, self.environ)
        contests.open_foundation(settings).database.close()
        self._database = open_store("contests", settings)
        foundation = contests.foundation_over(
            through("contests", self._database), settings, self.clock, self.ids
        )
        verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "contests", self.clock)
        self._web = contests_web.application(foundation, verifier).test_client()
        metrics = Metrics("contests")
        context = contests_work.work_context(foundation, settings, self.mailer, metrics)
        names = (*contests_work.TOPICS, contests_work.AUDIT_TOPIC, contests_work.DEAD_LETTERS)
        self._bus = open_broker(settings, [*map(Topic, names)])
        self._relay = contests_work.relay_of(foundation, self._bus, metrics)
        self._consumer = contests_work.consumer_of(context, self._bus, metrics)
        self._timers = contests_work.timers_of(foundation, context, metrics)

    def _open_insights(self) -> None:
        settings = load(InsightsSettings, self.environ)
        stores = insights.open_stores(settings, self.clock)
        bus, metrics = insights.open_topics(settings), Metrics("insights")
        self._insights = insights.Work(stores, bus, metrics)
        routes = [subject.routes(partial(stores.serving.part, subject)) for subject in SUBJECTS]
        self._figures = create_app(
            "insights",
            version="1",
            verifier=TokenVerifier(public_key_of(GATEWAY_KEY), "insights", self.clock),
            blueprints=[blueprint for several in routes for blueprint in several],
            ready=stores.database.ping,
            metrics=metrics,
        ).test_client()

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        of: str = "contests",
        role: str = "public",
        by: str = "ada",
        workspace: str = WORKSPACE,
        **headers: str,
    ) -> Answer:
        """Call a service as the gateway does, below `/api/v1`."""
        caller = Caller(by, workspace, frozenset({role}), "kept")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Authorization"] = f"Bearer {self._signer.sign(caller, of)}"
        web = self._web if of == "contests" else self._figures
        found = web.open(f"/api/v1{path}", method=method, json=body, headers=named)
        read = found.get_json() if "json" in found.mimetype else found.data
        return Answer(found.status_code, read, dict(found.headers))

    def run(self) -> None:
        """Let the workers go on until nothing waits and nothing is due."""
        while self.deliver() + self.tick():
            continue

    def deliver(self) -> int:
        """Publish every event that waits and let both services read; return how many went."""
        done = count = self._deliver_some()
        while count:
            count = self._deliver_some()
            done += count
        return done

    def _deliver_some(self) -> int:
        consume = self._insights.following.consume
        return self._relay.run_once() + self._consumer.run_once(0) + consume(0)

    def tick(self) -> int:
        """Do what is due; return how many times something was."""
        loops = [*self._timers.values(), self._insights.following.count]
        return sum(1 for loop in loops for _ in iter(loop, False))

    @property
    def letters(self) -> list[dict[str, Any]]:
        """Return the mails that went out: to whom, under which name, with which links."""
        return [_letter(mail) for mail in self.mailer.sent]

    def close(self) -> None:
        """Close everything."""
        self._consumer.close()
        self._insights.following.close()
        self._bus.close()
        self._insights.bus.close()
        self._database.close()
        self._insights.stores.database.close()
        self.beacon.close()


def _letter(mail: Mail) -> dict[str, Any]:
    said = f"{mail.text} {mail.headers.get('List-Unsubscribe', '')}"
    return {
        "id": mail.message_id,
        "to": mail.to,
        "links": sorted({f"{kind}/{token}{act}" for kind, token, act in LINK.findall(said)}),
        "attached": {one.name: one.content.decode() for one in mail.attachments},
    }


def start_all(environ: Mapping[str, str]) -> None:
    """Build every process as it is at its start, and close it again."""
    for work in (
        contests_work.work(load(WorkerSettings, environ), Metrics("contests")),
        gateway.build_worker(load(GatewayWorkerSettings, environ), Metrics("gateway")),
    ):
        for close in work.closing:
            close()
    reader = insights.work(load(InsightsSettings, environ), Metrics("insights"))
    reader.following.close()
    reader.bus.close()
    reader.stores.database.close()


def contests_application(environ: Mapping[str, str]) -> Flask:
    """Return the application of a web process of contests, which goes by the machine's clock."""
    return contests_web.web_application(load(WebSettings, environ))


def gateway_application(environ: Mapping[str, str], at: datetime) -> Flask:
    """Return the application of the gateway, its sessions at the instant `at`."""
    app = gateway.build_app(load(GatewaySettings, environ))
    app.extensions[PARTS] = replace(app.extensions[PARTS], clock=ManualClock(at))
    return app
