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
from services.contests.domain.draw import (
    certificate_bytes,
    certificate_digest,
    commit,
    draw,
    summarise,
)
from services.contests.manifest import MANIFEST as CONTESTS
from services.contests.settings import WebSettings, WorkerSettings
from services.gateway.bootstrap.web import build_app
from services.gateway.bootstrap.work import work as gateway_work
from services.gateway.kit.parts import KEY as PARTS
from services.gateway.settings import GatewaySettings
from services.gateway.settings import WorkerSettings as GatewayWorkerSettings
from services.insights import bootstrap as insights
from services.insights.manifest import MANIFEST as INSIGHTS
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from shared.assembly.web import api_application, verifier_of
from shared.assembly.worker import Work, assemble
from shared.auth import Caller, TokenSigner
from shared.clock import ManualClock
from shared.documents import Database
from shared.ids import SeededIds
from shared.mail import Mail
from shared.mail.recording import RecordingMailer
from shared.metrics import Metrics
from shared.opening import open_store
from shared.settings import load
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
        self._workers = [self._open_contests(through), self._open_insights()]

    def _open_contests(self, through: Through) -> Work:
        settings, metrics = load(WorkerSettings, self.environ), Metrics(CONTESTS.name)
        contests.open_foundation(settings).database.close()
        database = open_store(CONTESTS.name, settings)
        watched = through(CONTESTS.name, database)
        foundation = contests.foundation_over(watched, settings, self.clock, self.ids)
        verifier = verifier_of(CONTESTS, settings, self.clock)
        self._web = contests_web.application(foundation, verifier).test_client()
        context = contests_work.work_context(foundation.context, settings, self.mailer, metrics)
        assembly = assemble(CONTESTS, settings, database, clock=self.clock, metrics=metrics)
        return assembly.work(contests_work.handlers(context), contests_work.due_of(context))

    def _open_insights(self) -> Work:
        settings = load(InsightsSettings, self.environ)
        stores = insights.open_stores(settings, self.clock)
        routes = [subject.routes(partial(stores.serving.part, subject)) for subject in SUBJECTS]
        blueprints = [blueprint for several in routes for blueprint in several]
        verifier = verifier_of(INSIGHTS, settings, self.clock)
        figures = api_application(INSIGHTS, stores.database, blueprints, verifier)
        self._figures = figures.test_client()
        bus = insights.open_topics(settings)
        return insights.Worker(stores, bus, Metrics(INSIGHTS.name)).work()

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
        """Publish once, and read once without waiting."""
        relays = self._loops("relay")
        reading: Any = self._loops("consumer")
        return sum(loop() for loop in relays) + sum(loop(0) for loop in reading)

    def tick(self) -> int:
        """Do what is due; return how many times something was."""
        return sum(1 for loop in self._loops() for _ in iter(loop, False))

    def _loops(self, name: str = "") -> list[Callable[[], Any]]:
        """Return the loops of a name, or those that do what is due."""
        others = ("relay", "consumer")
        return [
            loop
            for work in self._workers
            for its, loop in work.loops.items()
            if (its == name if name else its not in others)
        ]

    @property
    def letters(self) -> list[dict[str, Any]]:
        """Return the mails that went out: to whom, under which name, with which links."""
        return [_letter(mail) for mail in self.mailer.sent]

    def close(self) -> None:
        """Close everything."""
        _close(*self._workers)
        self.beacon.close()


def _close(*workers: Work) -> None:
    for work in workers:
        for close in work.closing:
            close()


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
    _close(
        contests_work.work(load(WorkerSettings, environ), Metrics("contests")),
        insights.work(load(InsightsSettings, environ), Metrics("insights")),
        gateway_work(load(GatewayWorkerSettings, environ), Metrics("gateway")),
    )


def contests_application(environ: Mapping[str, str]) -> Flask:
    """Return the application of a web process of contests, which goes by the machine's clock."""
    return contests_web.web_application(load(WebSettings, environ))


def gateway_application(environ: Mapping[str, str], at: datetime) -> Flask:
    """Return the application of the gateway, its sessions at the instant `at`."""
    app = build_app(load(GatewaySettings, environ))
    app.extensions[PARTS] = replace(app.extensions[PARTS], clock=ManualClock(at))
    return app


def recomputed(certificate: Mapping[str, Any]) -> bytes:
    """Return the certificate as it follows today from rules, list, signature and who was left out.

    Raises what the domain raises for a list or rules that are not right.
    """
    rules, lines, was = certificate["rules"], certificate["list"], certificate["commitment"]
    summary = summarise(lines, was["max_weight"])
    commitment = commit(was["contest"], rules, summary, was["excluded"])
    parts = draw(commitment, rules, bytes.fromhex(certificate["signature"]), lines)
    return b"".join(certificate_bytes(parts, certificate_digest(parts, lines), lines))


def publish_accounts(environ: Mapping[str, str]) -> None:
    """Let the gateway's worker publish what waits."""
    work = gateway_work(load(GatewayWorkerSettings, environ), Metrics("gateway"))
    while work.loops["relay"]():
        continue
    _close(work)
