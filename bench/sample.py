"""Entries as the product stores them, for benches that write and read documents."""

import hashlib
from datetime import UTC, datetime, timedelta

from services.contests.domain.entry import Consent, Entry, Person
from services.contests.domain.events import entry_submitted
from services.contests.stores.entries import entry_document
from shared.documents import Document
from shared.events import Event, Stamp

WORKSPACE = "maison-lumen"
CONTEST = "c-01hq3v8e5cwm2s7kz9x4r6t1bd"
START = datetime(2026, 3, 29, 10, tzinfo=UTC)
SOURCES = ("instagram", "newsletter", "poster")


def _hash(purpose: str, number: int) -> str:
    return hashlib.sha256(f"{purpose}:{number}".encode()).hexdigest()


def id_of(number: int) -> str:
    """Return the identifier of entry number `number`."""
    return f"e{number:025d}"


def entry(number: int) -> Entry:
    """Return entry number `number`: an adult in France who ticked everything."""
    id_, at = id_of(number), START + timedelta(milliseconds=number)
    lines = [(purpose, _hash(purpose, 0)) for purpose in ("age", "rules", "marketing")]
    return Entry(
        id=id_,
        workspace_id=WORKSPACE,
        contest_id=CONTEST,
        ref=f"e-{number:016d}",
        address_key=id_,
        person=Person(f"person{number}@entrants.example.org", "Zoé"),
        country="FR",
        language="fr",
        source=SOURCES[number % 3],
        weight=1,
        confirm_token=_hash("confirm", number),
        manage_token=_hash("manage", number),
        unsubscribe_token=_hash("unsubscribe", number),
        submitted_at=at,
        request_key=_hash("request", number)[:32],
        request_hash=_hash("form", number),
        consents=tuple(Consent(purpose, hashed, "fr", at) for purpose, hashed in lines),
    )


def document(number: int) -> Document:
    """Return the document of entry number `number`, as the repository inserts it."""
    return {**entry_document(entry(number)), "version": 1}


def event(number: int) -> Event:
    """Return the event that is stored with it."""
    made = entry(number)
    stamp = Stamp(f"v{number:025d}", made.submitted_at)
    return entry_submitted(stamp, made.facts, language="fr", submitted_at=made.submitted_at)
