"""A contests service for tests: real use cases over a real database, time and ids by hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient

from services.contests.bootstrap.foundation import Foundation, foundation_over
from services.contests.bootstrap.web import application
from services.contests.domain.contest import Contest, ListChunk
from services.contests.domain.entry import Entry, EntryForm
from services.contests.domain.tokens import CONFIRM, MANAGE, UNSUBSCRIBE, token_of
from services.contests.settings import WebSettings
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.contest.open import open_contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.confirm import Confirmation, confirm_entry
from services.contests.use_cases.entry.submit import submit_entry
from shared.auth import Caller, TokenSigner, TokenVerifier, public_key_of
from shared.clock import ManualClock
from shared.documents import Database
from shared.events import Event
from shared.ids import SeededIds
from shared.settings import load
from tests.contests.putting import put

WORKSPACE = "maison-lumen"
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(milliseconds=1)
GATEWAY_KEY = bytes(32)
ENVIRONMENT = {
    "KERMESSE_CONTESTS_WRAPPING_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "KERMESSE_TOKEN_PUBLIC_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "KERMESSE_BEACON_CHAIN": "test",
}
TEXTS = {"fr": {"title": "Jeu d'été"}, "en": {"title": "Summer draw"}}
SETTINGS: dict[str, Any] = {
    "opens_at": "2026-03-01T09:00:00.000Z",
    "closes_at": "2026-03-08T09:00:00.000Z",
    "organiser": {"name": "Maison Lumen"},
    "prizes": [{"name": "Lamp", "count": 2}],
}
FORM: dict[str, Any] = {
    "email": "Ana.Silva@example.org",
    "first_name": "Ana",
    "country": "FR",
    "of_age": True,
    "accept_rules": True,
    "opt_in": False,
    "language": "fr",
    "source": "ig",
    "answers": {},
}


@dataclass
class Desk:
    """The objects of one test."""

    foundation: Foundation
    clock: ManualClock
    context: Context

    @property
    def database(self) -> Database:
        """The database under everything."""
        return self.foundation.database

    def draft(self, **settings: Any) -> Contest:
        """Store a draft that lacks nothing, but for what `settings` change."""
        whole = {**SETTINGS, **settings}
        return create_contest(self.context, workspace=WORKSPACE, settings=whole, texts=TEXTS)

    def opened(self, **settings: Any) -> Contest:
        """Open a contest with these settings."""
        return self.open(self.draft(**settings))

    def open(self, draft: Contest) -> Contest:
        """Open a contest as it was read."""
        return open_contest(
            self.context, workspace=WORKSPACE, contest=draft.id, version=draft.version, by="ada"
        )

    def now(self, contest: Contest) -> Contest:
        """Read a contest again."""
        return self.context.stores.contests.get(WORKSPACE, contest.id)

    def submit(
        self, contest: Contest, key: str = "", context: Context | None = None, **form: Any
    ) -> Entry:
        """Send the form, changed by `form`, under an idempotency key."""
        return submit_entry(
            context or self.context,
            workspace=WORKSPACE,
            contest=contest.id,
            form=EntryForm(**{**FORM, **form}),
            idempotency_key=key,
        )

    def token(self, entry: Entry, purpose: str = CONFIRM) -> str:
        """Return the token of a link in a mail to this entry."""
        contest = self.context.stores.contests.get(WORKSPACE, entry.contest_id)
        return token_of(address_secret(self.context, contest), purpose, entry.id)

    def manage_token(self, entry: Entry) -> str:
        """Return the token by which a person sees their own entry."""
        return self.token(entry, MANAGE)

    def unsubscribe_token(self, entry: Entry) -> str:
        """Return the token by which a person stops marketing."""
        return self.token(entry, UNSUBSCRIBE)

    def confirm(self, entry: Entry, context: Context | None = None) -> Confirmation:
        """Press the button behind the link of a confirmation mail."""
        token = self.token(entry)
        return confirm_entry(context or self.context, workspace=WORKSPACE, token=token)

    def entered(self, contest: Contest, **form: Any) -> Entry:
        """Send the form and confirm it."""
        return self.confirm(self.submit(contest, **form)).entry

    def reread(self, entry: Entry) -> Entry:
        """Read an entry again."""
        return self.context.stores.entries.get(WORKSPACE, entry.contest_id, entry.id)

    def begin_seal(self, contest: Contest) -> Contest:
        """Mark a contest as being sealed, as the worker does before it reads any entry."""
        return put(self.context, contest, sealing_at=self.clock.now())

    def end_seal(self, contest: Contest, *listed: Entry) -> Contest:
        """Publish a list of these entries alone."""
        items = sorted(f"{entry.ref}|{entry.weight}" for entry in listed)
        refs = [item.split("|")[0] for item in items] or [""]
        self.context.stores.list_chunks.add(
            ListChunk(WORKSPACE, contest.id, 0, refs[0], refs[-1], items, {}, "", final=True)
        )
        return put(self.context, contest, sealed_at=self.clock.now(), chunks=1)

    def events(self, name: str = "entries") -> list[Event]:
        """Return the events of a collection that wait to be published."""
        pending = self.database.collection(name).pending(1000)
        return [event for document in pending for event in document.events]

    def verbs(self, name: str = "entries") -> list[str]:
        """Return what these events say, such as `submitted`."""
        return sorted(event.type.split(".")[-2] for event in self.events(name))

    def with_stores(self, **stores: Any) -> Context:
        """Return a context in which some stores are others."""
        return replace(self.context, stores=replace(self.context.stores, **stores))

    def interrupted(self, between: Callable[[], object]) -> Context:
        """Return a context in which something happens after each write of an entry."""
        return self.with_stores(entries=Interrupted(self.context.stores.entries, between))

    def client(self) -> FlaskClient:
        """Return a client of the API."""
        verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "contests", self.clock)
        return application(self.foundation, verifier).test_client()

    def bearer(self, *roles: str, workspace: str = WORKSPACE) -> dict[str, str]:
        """Return the header of a caller with these roles."""
        caller = Caller("ada", workspace, frozenset(roles), "request-1")
        token = TokenSigner(GATEWAY_KEY, self.clock, SeededIds(9)).sign(caller, "contests")
        return {"Authorization": f"Bearer {token}"}


class Interrupted:
    """Entries whose writers are interrupted right after their write."""

    WRITES = ("add", "change")

    def __init__(self, inner: Any, between: Callable[[], object]) -> None:
        self._inner, self._between, self._done = inner, between, False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._then(found) if name in self.WRITES else found

    def _then(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def written(*args: Any, **kwargs: Any) -> Any:
            answer = write(*args, **kwargs)
            if not self._done:
                self._done = True
                self._between()
            return answer

        return written


def desk_over(database: Database) -> Desk:
    """Return a service over a database."""
    clock = ManualClock(START)
    settings = load(WebSettings, ENVIRONMENT)
    foundation = foundation_over(database, settings, clock=clock, ids=SeededIds(7))
    return Desk(foundation, clock, foundation.context)
