"""A contests web process that stops itself (SIGSTOP) at a named point of a request.

Whoever is called `stop <act> <point>` stops the process that answers them, once: `act` is enter or
confirm, `point` is where. `python -m gunicorn … tests.faults.stopping:app`; with
`tests.faults.stopping:blind` nothing is read a second time, which must be found out.
"""

import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask

from services.contests.bootstrap.foundation import open_foundation
from services.contests.bootstrap.web import application
from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.settings import WebSettings
from shared.auth import TokenVerifier
from shared.clock import SystemClock
from shared.documents.things import Step
from shared.events import Event
from shared.settings import load

MARKS = "stopped"
BEFORE_WRITE, AFTER_WRITE, BEFORE_ANSWER = "before-write", "after-write", "before-answer"
POINTS = (BEFORE_WRITE, AFTER_WRITE, BEFORE_ANSWER)
_written = threading.local()


def name_of(act: str, point: str) -> str:
    """Return the first name that stops a process."""
    return f"stop {act} {point}"


def _stop_once(name: str, wanted: str) -> None:
    """Stop this process if it is wanted and was not done before; the mark holds its id."""
    folder = Path(os.environ["KERMESSE_DATA_DIR"]) / MARKS
    folder.mkdir(exist_ok=True)
    if name != wanted or (folder / name).exists():
        return
    (folder / f".{name}").write_text(str(os.getpid()))
    (folder / f".{name}").replace(folder / name)
    # To this very thread: sent to the process, it may be met by another one, and we would go on.
    signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)


class StoppingEntries:
    """Entries whose writes may stop the process before or after."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def add(self, entry: Entry, events: Any) -> bool:
        """Store an entry."""
        who = entry.person.first_name
        _stop_once(name_of("enter", BEFORE_WRITE), who)
        stored = bool(self._inner.add(entry, events))
        self._after("enter", who)
        return stored

    def change(self, entry: Entry, step: Step[Entry]) -> Entry:
        """Change an entry: of those who stop a process, confirm it."""
        who = entry.person.first_name

        def decided(known: Entry) -> tuple[Entry, Sequence[Event]]:
            changed = step(known)
            _stop_once(name_of("confirm", BEFORE_WRITE), who)
            return changed

        found: Entry = self._inner.change(entry, decided)
        self._after("confirm", who)
        return found

    @staticmethod
    def _after(act: str, who: str) -> None:
        _stop_once(name_of(act, AFTER_WRITE), who)
        _written.by = (act, who)


class StoppingContests:
    """Contests whose reading after a write may stop the process afterwards."""

    def __init__(self, inner: Any, seen: Callable[[Contest], Contest]) -> None:
        self._inner, self._seen = inner, seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def get(self, workspace: str, contest_id: str) -> Contest:
        """Return a contest."""
        contest = self._inner.get(workspace, contest_id)
        act, who = _written.__dict__.pop("by", ("", ""))
        _stop_once(name_of(act, BEFORE_ANSWER), who)
        return self._seen(contest)


def _unsealed(contest: Contest) -> Contest:
    return replace(contest, sealing_at=None, sealed_at=None)


def _application(seen: Callable[[Contest], Contest]) -> Flask:
    settings = load(WebSettings, os.environ)
    foundation = open_foundation(settings)
    context = foundation.context
    entries: Any = StoppingEntries(context.stores.entries)
    contests: Any = StoppingContests(context.stores.contests, seen)
    context = replace(context, stores=replace(context.stores, entries=entries, contests=contests))
    verifier = TokenVerifier(settings.token_public_key, "contests", SystemClock())
    return application(replace(foundation, context=context), verifier)


def __getattr__(name: str) -> Flask:
    """Build the application that gunicorn asks for."""
    if name in ("app", "blind"):
        return _application(_unsealed if name == "blind" else lambda contest: contest)
    raise AttributeError(name)
