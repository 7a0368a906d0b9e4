"""The contests service over a folder, time set by hand: what its web process and worker hold."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from services.contests.adapters.bls import verify_bls
from services.contests.bootstrap.foundation import Foundation, foundation_over
from services.contests.bootstrap.web import application
from services.contests.bootstrap.work import due_of, work_context
from services.contests.domain.contest import Contest, ListChunk
from services.contests.settings import WorkerSettings
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.open import open_contest
from services.contests.use_cases.context import Context
from shared.assembly.worker import timer_of
from shared.auth import Caller, TokenSigner, TokenVerifier, public_key_of
from shared.clock import ManualClock
from shared.documents import Database, open_database
from shared.events import instant_text
from shared.ids import SeededIds
from shared.mail.recording import RecordingMailer
from shared.metrics import Metrics
from shared.settings import load

WORKSPACE = "maison-lumen"
OPENS = datetime(2026, 3, 29, 10, tzinfo=UTC)
DAY = timedelta(days=1)
_GATEWAY = bytes(32)
_ENVIRONMENT = {
    "KERMESSE_CONTESTS_WRAPPING_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "KERMESSE_TOKEN_PUBLIC_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "KERMESSE_BEACON_CHAIN": "test",
    "KERMESSE_BEACON_URLS": "http://127.0.0.1:9",
    "KERMESSE_PUBLIC_URL": "http://127.0.0.1:9",
    "KERMESSE_SMTP_URL": "smtp://127.0.0.1:9",
    "KERMESSE_CONTESTS_SEAL_MAILS": "false",
}


@dataclass(frozen=True)
class Stage:
    """The service over one database; the clock stands where it was set last."""

    foundation: Foundation
    clock: ManualClock

    @property
    def database(self) -> Database:
        """The database."""
        return self.foundation.database

    @property
    def context(self) -> Context:
        """What use cases of the web process take."""
        return self.foundation.context

    def opened(self, slug: str, lasts: timedelta = DAY) -> Contest:
        """Open a contest for ten winners of three prizes and ten alternates."""
        settings = {
            "opens_at": instant_text(OPENS),
            "closes_at": instant_text(OPENS + lasts),
            "organiser": {"name": "Maison Lumen"},
            "prizes": [{"name": name, "count": count} for name, count in _PRIZES],
            "alternates": 10,
        }
        draft = create_contest(
            self.context, workspace=WORKSPACE, slug=slug, settings=settings, texts=_TEXTS
        )
        return open_contest(
            self.context, workspace=WORKSPACE, contest=draft.id, version=draft.version, by="ada"
        )

    def contest(self, slug: str) -> Contest:
        """Return a contest as it is now."""
        return self.context.stores.contests.by_slug(WORKSPACE, slug)

    def timer(self, name: str = "contests") -> Callable[[], bool]:
        """Return the worker's loop that does the due work of a collection, its imports done."""
        verify_bls(b"", b"", b"")
        settings = load(WorkerSettings, _ENVIRONMENT)
        metrics = Metrics("contests")
        context = work_context(self.context, settings, RecordingMailer(self.clock), metrics)
        due = next(each for each in due_of(context) if each.collection.name == name)
        return timer_of(due, clock=self.clock, metrics=metrics).run_once

    def client(self) -> FlaskClient:
        """Return a client of the web process."""
        verifier = TokenVerifier(public_key_of(_GATEWAY), "contests", self.clock)
        return application(self.foundation, verifier).test_client()

    def bearer(self, role: str) -> Mapping[str, Any]:
        """Return the headers of a caller with this role."""
        caller = Caller("ada", WORKSPACE, frozenset({role}), "request-1")
        token = TokenSigner(_GATEWAY, self.clock, SeededIds(9)).sign(caller, "contests")
        return {"Authorization": f"Bearer {token}"}


def stage_in(folder: Path) -> Stage:
    """Open the service over the database of a folder, a moment after contests open."""
    clock = ManualClock(OPENS + timedelta(hours=1))
    database = open_database("contests", data_dir=str(folder))
    settings = load(WorkerSettings, {**_ENVIRONMENT, "KERMESSE_DATA_DIR": str(folder)})
    return Stage(foundation_over(database, settings, clock=clock), clock)


def timing_writes(stage: Stage) -> tuple[Stage, list[float]]:
    """Return the stage with the seconds that each chunk's write takes, as they are measured."""
    took: list[float] = []
    stores = stage.context.stores
    timed: Any = _Timed(stores.list_chunks, took)
    context = replace(stage.context, stores=replace(stores, list_chunks=timed))
    return replace(stage, foundation=Foundation(stage.database, context)), took


class _Timed:
    """Chunks whose writes are timed."""

    def __init__(self, chunks: Any, took: list[float]) -> None:
        self._chunks, self._took = chunks, took

    def add(self, chunk: ListChunk) -> ListChunk:
        begin = time.perf_counter()
        stored: ListChunk = self._chunks.add(chunk)
        self._took.append(time.perf_counter() - begin)
        return stored

    def __getattr__(self, name: str) -> Any:
        return getattr(self._chunks, name)


_PRIZES = (("Vélo", 1), ("Livre", 3), ("Carnet", 6))
_TEXTS = {"fr": {"title": "Jeu d'été"}, "en": {"title": "Summer draw"}}
