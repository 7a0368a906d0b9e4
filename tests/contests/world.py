"""A contest service without processes: real database and use cases, time and mails by hand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry

from services.contests.adapters.alarms import MeteredAlarms
from services.contests.adapters.letters import contest_letters
from services.contests.bootstrap.foundation import foundation_over
from services.contests.domain.beacon import TEST, BeaconLate, BeaconLied, chain_of
from services.contests.domain.contest import Contest, State
from services.contests.domain.draw import rules_hash
from services.contests.domain.entry import Consent, Entry, Person
from services.contests.domain.events import entry_submitted
from services.contests.domain.links import Links
from services.contests.domain.receipt import issue_receipt
from services.contests.domain.tokens import CONFIRM, MANAGE, UNSUBSCRIBE, token_hash, token_of
from services.contests.settings import WebSettings
from services.contests.use_cases.contest.advance import advance_contest
from services.contests.use_cases.contest.keys import address_secret, new_secrets, signer_of
from services.contests.use_cases.context import WorkContext
from shared.addresses import address_key
from shared.clock import Clock, ManualClock
from shared.documents import Database, Document
from shared.documents.sqlite import SqliteDatabase
from shared.events import instant_text
from shared.ids import SeededIds
from shared.mail import Mail
from shared.mail.recording import RecordingMailer
from shared.post import MailAlarms, Post
from shared.settings import load
from stack.beacon import sign_round
from tests.contests.desk import ENVIRONMENT

WORKSPACE = "maison-lumen"
START = datetime(2026, 3, 20, 10, tzinfo=UTC)
CLOSES = START + timedelta(hours=1)
SEALS = CLOSES + timedelta(hours=24 + 48)
DRAWS = SEALS + timedelta(hours=2)
LEASE = timedelta(seconds=30)


class StillBeacons:
    """Signs the rounds of the test chain itself, never before their time by `clock`.

    `lying` answers nothing that verifies; pasted signatures are compared with the true one.
    """

    def __init__(self, clock: Clock, late_by: float = 0) -> None:
        self.late_by = late_by
        self.lying = False
        self.asked = 0
        self._clock = clock

    def fetch(self, chain: str, number: int) -> bytes:
        """Return the signature of a round."""
        self.asked += 1
        self._refuse_early(chain, number)
        if self.lying:
            raise BeaconLied
        return sign_round(number)

    def check_pasted(self, chain: str, number: int, text: str) -> bytes:
        """Return the signature that was pasted, if it is the round's."""
        self._refuse_early(chain, number)
        if text != sign_round(number).hex():
            raise BeaconLied
        return sign_round(number)

    def _refuse_early(self, chain: str, number: int) -> None:
        at = chain_of(chain).time_of(number) + timedelta(seconds=self.late_by)
        if self._clock.now() < at:
            raise BeaconLate


def settings_of(**changes: Any) -> dict[str, Any]:
    """Return frozen settings: two prizes for three winners, two alternates."""
    return {
        "mechanic": {"kind": "draw", "max_weight": 5},
        "opens_at": instant_text(START),
        "closes_at": instant_text(CLOSES),
        "draw_at": instant_text(DRAWS),
        "zone": "Europe/Paris",
        "confirm_within": 86400,
        "review_within": 172800,
        "answer_within": 604800,
        "claims_end_at": instant_text(DRAWS + timedelta(days=40)),
        "eligibility": {"minimum_age": 18, "countries": []},
        "prizes": [{"name": "Vélo", "count": 1}, {"name": "Livre", "count": 2}],
        "alternates": 2,
        "organiser": {"name": "Maison Lumen", "contact": "jeu@lumen.example"},
        "languages": ["fr", "en"],
        "beacon": {"chain": TEST.hash},
        **changes,
    }


@dataclass
class World:
    """The objects of one test."""

    clock: ManualClock
    database: Database
    mailer: RecordingMailer
    beacons: StillBeacons
    context: WorkContext

    def opened(self, **changes: Any) -> Contest:
        """Store an open contest with these settings."""
        fresh = Contest(
            id=f"c-{self.context.ids.ulid()}",
            workspace_id=WORKSPACE,
            slug=f"printemps-{self.context.ids.crockford(6)}",
            created_at=START,
            updated_at=START,
        )
        secrets, public_key = new_secrets(self.context, fresh)
        frozen = replace(
            fresh,
            secrets=secrets,
            state=State.OPEN,
            settings=settings_of(receipts=public_key, **changes),
            texts={"fr": {"title": "Printemps : le jeu"}, "en": {"title": "Spring"}},
            opened_at=START,
            due_at=CLOSES,
        )
        ready = replace(frozen, rules_hash=rules_hash(frozen.rules))
        return self.context.stores.contests.add(ready)

    def submitted(self, contest: Contest, person: int, *, weight: int = 1) -> Entry:
        """Store an unconfirmed entry of person number `person`."""
        ids, now = self.context.ids, self.clock.now()
        key, entry_id = address_secret(self.context, contest), ids.ulid()
        entry = Entry(
            id=entry_id,
            workspace_id=WORKSPACE,
            contest_id=contest.id,
            ref=f"e-{ids.crockford(16)}",
            address_key=entry_id,
            person=Person(f"person{person}@entrants.example", f"Zoé {person}"),
            country="FR",
            language="fr" if person % 2 else "en",
            source="",
            weight=weight,
            confirm_token=token_hash(token_of(key, CONFIRM, entry_id)),
            manage_token=token_hash(token_of(key, MANAGE, entry_id)),
            unsubscribe_token=token_hash(token_of(key, UNSUBSCRIBE, entry_id)),
            submitted_at=now,
            request_key=entry_id,
            consents=(Consent("marketing", "0" * 64, "fr", now),) if person % 3 == 0 else (),
        )
        event = entry_submitted(
            self.context.stamp(), entry.facts, language=entry.language, submitted_at=now
        )
        assert self.context.stores.entries.add(entry, [event])
        return self.context.stores.entries.get(WORKSPACE, contest.id, entry_id)

    def confirmed(self, contest: Contest, entry: Entry) -> Entry:
        """Confirm an entry now."""
        stamp, key = self.context.stamp(), address_secret(self.context, contest)
        receipt = issue_receipt(
            signer_of(self.context, contest),
            contest=contest.id,
            ref=entry.ref,
            weight=entry.weight,
            confirmed_at=stamp.at,
            rules=contest.rules_hash,
        )
        place = address_key(key, entry.person.email)
        return self.context.stores.entries.change(
            entry, lambda found: found.confirm(stamp, address_key=place, receipt=receipt)
        )

    def withdrawn(self, entry: Entry) -> None:
        """Let the person of an entry leave."""
        stamp = self.context.stamp()
        self.context.stores.entries.change(entry, lambda found: found.withdraw(stamp))

    def entered(self, contest: Contest, people: int, *, weight: int = 1) -> list[Entry]:
        """Let people numbered from 1 enter and confirm."""
        entries = [self.submitted(contest, each, weight=weight) for each in range(1, people + 1)]
        return [self.confirmed(contest, entry) for entry in entries]

    def advance(self, contest: Contest) -> Contest:
        """Let the timer of contests run once for this contest."""
        advance_contest(self.context, workspace=WORKSPACE, contest=contest.id)
        return self.now(contest)

    def now(self, contest: Contest) -> Contest:
        """Read a contest again."""
        return self.context.stores.contests.get(WORKSPACE, contest.id)

    def sealed(self, people: int, **changes: Any) -> Contest:
        """Return a sealed contest that so many people entered."""
        contest = self.opened(**changes)
        self.entered(contest, people)
        return self.seal(contest)

    def seal(self, contest: Contest) -> Contest:
        """Bring an open contest to its seal, at the time for it."""
        self.clock.set(CLOSES)
        self.advance(contest)
        self.clock.set(SEALS)
        while (contest := self.advance(contest)).state is State.CLOSED:
            continue
        return contest

    def drawn(self, people: int, **changes: Any) -> Contest:
        """Return a contest at its draw, before any event was read."""
        contest = self.sealed(people, **changes)
        self.clock.set(DRAWS)
        return self.advance(contest)

    def with_stores(self, **others: Any) -> WorkContext:
        """Return the context with other stores of these names."""
        return replace(self.context, stores=replace(self.context.stores, **others))

    def due(self, name: str, handle: Callable[[Document], None]) -> int:
        """Run a timer of the collection until nothing is due; return how many documents."""
        done = 0
        while document := self.database.collection(name).claim_due(self.clock.now(), LEASE):
            handle(document)
            done += 1
        return done

    def inbox(self) -> list[Mail]:
        """Return every mail sent so far."""
        return self.mailer.sent


@contextmanager
def world_at(folder: Path, start: datetime = START) -> Iterator[World]:
    """Yield a world whose database lies in `folder`."""
    database = SqliteDatabase(str(folder / "contests.sqlite"))
    try:
        yield world_over(database, start)
    finally:
        database.close()


def world_over(database: Database, start: datetime = START) -> World:
    """Return a world over a database."""
    clock = ManualClock(start)
    settings = load(WebSettings, ENVIRONMENT)
    base = foundation_over(database, settings, clock=clock, ids=SeededIds(7)).context
    mailer, beacons = RecordingMailer(clock), StillBeacons(clock)
    context = WorkContext(
        **{field.name: getattr(base, field.name) for field in fields(base)},
        post=Post(
            clock=clock,
            mails=base.stores.mails,
            mailings=base.stores.mailings,
            outages=base.stores.outages,
            letters=contest_letters(),
            mailer=mailer,
            sender="bonjour@jeux.example",
            host="jeux.example",
            alarms=MailAlarms(CollectorRegistry()),
        ),
        links=Links("https://jeux.example"),
        beacons=beacons,
        alarms=MeteredAlarms(CollectorRegistry()),
        postponement=timedelta(days=1),
    )
    return World(clock, database, mailer, beacons, context)
