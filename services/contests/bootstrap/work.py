"""The worker's half: relay, subscriptions and timers over the stores."""

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from services.contests.adapters.alarms import MeteredAlarms
from services.contests.adapters.beacon import BeaconClient
from services.contests.adapters.beacons import PinnedBeacons
from services.contests.adapters.bls import verify_bls
from services.contests.adapters.letters import contest_letters
from services.contests.bootstrap.foundation import SERVICE, Foundation, open_foundation
from services.contests.domain.audit import KEPT
from services.contests.domain.beacon import CHAINS_BY_NAME
from services.contests.domain.events import AUDIT_TOPIC
from services.contests.domain.links import Links
from services.contests.entrypoints.subscriptions import TOPICS, handlers
from services.contests.settings import WorkerSettings
from services.contests.stores.contests import contest_of
from services.contests.use_cases.advance_contest import AdvanceContest, advance_contest, next_look
from services.contests.use_cases.context import Context, WorkContext
from services.contests.use_cases.expire_claim import ExpireClaim, expire_claim
from services.contests.use_cases.mail.fan_out import fan_out_mailing
from services.contests.use_cases.mail.send import send_mail
from shared.bus import Bus, Topic
from shared.clock import Clock
from shared.consumer import Consumer
from shared.documents import Document
from shared.mail import Mailer
from shared.mail.smtp import SmtpMailer
from shared.metrics import Metrics
from shared.opening import open_broker
from shared.post import MailAlarms, Post
from shared.relay import Relay
from shared.settings import SettingError
from shared.timers import Timer

DEAD_LETTERS = "contests.dead-letters"
MONTH_MS = 30 * 24 * 3600 * 1000
MILLISECOND = timedelta(milliseconds=1)
LEASE = timedelta(seconds=10)
# Longer than a mail server may take to answer: work done twice is harmless, a mail is not quite.
MAIL_LEASE = timedelta(seconds=30)
WHOLE_DAY = timedelta(days=1)
Loop = Callable[[], object]


@dataclass(frozen=True)
class Work:
    """What a worker runs: its loops by name, whether it is ready, and how it rests and ends."""

    loops: Mapping[str, Loop]
    ready: Callable[[], None]
    upkeep: Callable[[], None]
    stopping: Sequence[Callable[[], None]]
    closing: Sequence[Callable[[], None]]


def work(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build the worker. Raises `SettingError`, naming the address that does not answer."""
    mailer = _mailer(settings.smtp_url)
    foundation, bus = _answering(settings)
    # py_ecc takes a second to import: rather now than at the round.
    verify_bls(b"", b"", b"")
    context = work_context(foundation, settings, mailer, metrics)
    metrics.watch_producer(bus.unresolved_seconds)
    relay, consumer = relay_of(foundation, bus, metrics), consumer_of(context, bus, metrics)
    return Work(
        loops={
            "relay": relay.run_once,
            "consumer": consumer.run_once,
            **timers_of(foundation, context, metrics),
        },
        ready=foundation.database.ping,
        upkeep=foundation.database.idle,
        stopping=(relay.stop, consumer.stop),
        closing=(consumer.close, bus.close, mailer.close, foundation.database.close),
    )


def _answering(settings: WorkerSettings) -> tuple[Foundation, Bus]:
    foundation = open_foundation(settings)
    dead_letters = Topic(DEAD_LETTERS, partitions=1, retention_ms=MONTH_MS)
    audit = Topic(AUDIT_TOPIC, retention_ms=KEPT // MILLISECOND)
    return foundation, open_broker(
        settings, [*(Topic(name) for name in TOPICS), audit, dead_letters]
    )


def work_context(
    foundation: Foundation, settings: WorkerSettings, mailer: Mailer, metrics: Metrics
) -> WorkContext:
    """Return the context of timers and subscriptions."""
    context = foundation.context
    shared = {field.name: getattr(context, field.name) for field in fields(context)}
    return WorkContext(
        **shared,
        post=_post(context, settings, mailer, metrics),
        links=Links(settings.public_url),
        beacons=_beacons(settings, context.clock),
        alarms=MeteredAlarms(metrics.registry),
        postponement=_postponement(settings),
        seal_mails=settings.seal_mails,
    )


def _post(context: Context, settings: WorkerSettings, mailer: Mailer, metrics: Metrics) -> Post:
    _, sender = parseaddr(settings.mail_from)
    stores = context.stores
    return Post(
        clock=context.clock,
        mails=stores.mails,
        mailings=stores.mailings,
        outages=stores.outages,
        letters=contest_letters(),
        mailer=mailer,
        sender=sender,
        host=Links(settings.public_url).host,
        alarms=MailAlarms(metrics.registry),
    )


def relay_of(foundation: Foundation, bus: Bus, metrics: Metrics) -> Relay:
    """Return what publishes the events that wait in the service's documents."""
    collections = foundation.database.publishing()
    clock = foundation.context.clock
    return Relay(SERVICE, collections, bus.publisher, clock=clock, metrics=metrics)


def consumer_of(context: WorkContext, bus: Bus, metrics: Metrics) -> Consumer:
    """Return what answers the service's own events."""
    table = handlers(context)
    return Consumer(bus, SERVICE, TOPICS, table, DEAD_LETTERS, clock=context.clock, metrics=metrics)


def timers_of(foundation: Foundation, context: WorkContext, metrics: Metrics) -> dict[str, Loop]:
    """Return what does the due work, by collection."""
    stores = context.stores
    handles: dict[str, Callable[[Document], None]] = {
        "contests": lambda each: advance_contest(_advance(each), context),
        "winners": lambda each: expire_claim(ExpireClaim(each), context),
        "mailings": lambda each: fan_out_mailing(context, stores.mailings.thing_of(each)),
        "mails": lambda each: send_mail(context, stores.mails.thing_of(each)),
        "audit": lambda each: stores.audit.remove(each["workspace_id"], each["_id"]),
    }
    return {
        name: Timer(
            foundation.database.collection(name),
            handle,
            clock=context.clock,
            lease=MAIL_LEASE if name == "mails" else LEASE,
            metrics=metrics,
            planned=_planned(context.clock) if name == "contests" else None,
        ).run_once
        for name, handle in handles.items()
    }


def _mailer(smtp_url: str) -> SmtpMailer:
    """Return the mailer; its server needs an address that resolves, and may be down all the same.

    Raises `SettingError`.
    """
    host = urlsplit(smtp_url).hostname or ""
    try:
        mailer = SmtpMailer(smtp_url)
        socket.getaddrinfo(host, None)
    except ValueError as error:
        raise SettingError((f"KERMESSE_SMTP_URL: not {error}",)) from error
    except OSError as error:
        raise SettingError((f"KERMESSE_SMTP_URL: the host {host} has no address",)) from error
    return mailer


def _beacons(settings: WorkerSettings, clock: Clock) -> PinnedBeacons:
    """Ask the addresses about the chain of the settings; the other one waits for a paste."""
    clients = {
        chain.hash: BeaconClient(
            settings.beacon_urls if name == settings.beacon_chain else (), chain, clock
        )
        for name, chain in CHAINS_BY_NAME.items()
    }
    return PinnedBeacons(clients)


def _postponement(settings: WorkerSettings) -> timedelta:
    if settings.beacon_chain == "test":
        return max(timedelta(seconds=settings.seal_lead), timedelta(seconds=1))
    return WHOLE_DAY


def _planned(clock: Clock) -> Callable[[Document], datetime | None]:
    """Return what says when a contest's step was meant for, so that lateness is measured."""
    return lambda document: next_look(contest_of(document), clock.now())


def _advance(document: Document) -> AdvanceContest:
    return AdvanceContest(document["workspace_id"], document["_id"])
