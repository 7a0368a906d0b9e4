"""The worker's half: relay, subscriptions and timers over the stores."""

from dataclasses import fields, replace
from datetime import datetime, timedelta
from email.utils import parseaddr

from services.contests.adapters.alarms import MeteredAlarms
from services.contests.adapters.beacon import BeaconClient
from services.contests.adapters.beacons import PinnedBeacons
from services.contests.adapters.bls import verify_bls
from services.contests.adapters.letters import contest_letters
from services.contests.bootstrap.foundation import open_foundation
from services.contests.domain.beacon import CHAINS_BY_NAME
from services.contests.domain.contest import next_look
from services.contests.domain.links import Links
from services.contests.entrypoints.subscriptions import handlers
from services.contests.manifest import MANIFEST
from services.contests.settings import WorkerSettings
from services.contests.stores.contests import contest_of
from services.contests.stores.exports import export_of
from services.contests.stores.letters import letter_of
from services.contests.stores.winners import winner_of
from services.contests.use_cases.contest.advance import advance_contest
from services.contests.use_cases.context import Context, WorkContext
from services.contests.use_cases.export.write import look_after_export
from services.contests.use_cases.letter.write import look_after_letter
from services.contests.use_cases.mail.fan_out import fan_out_mailing
from services.contests.use_cases.mail.send import send_mail
from services.contests.use_cases.winner.look_after import look_after_winner
from shared.assembly.worker import Due, Work, assemble
from shared.clock import Clock
from shared.documents import Document
from shared.mail import Mailer
from shared.metrics import Metrics
from shared.opening import open_mailer
from shared.post import MailAlarms, Post

# Longer than a mail server may take to answer: work done twice is harmless, a mail is not quite.
MAIL_LEASE = timedelta(seconds=30)
# Longer than a part of an export takes on a busy machine.
PART_LEASE = timedelta(seconds=60)
WHOLE_DAY = timedelta(days=1)


def work(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build the worker. Raises `SettingError`, naming the address that does not answer."""
    mailer, foundation = open_mailer(settings.smtp_url), open_foundation(settings)
    clock = foundation.context.clock
    assembly = assemble(MANIFEST, settings, foundation.database, clock=clock, metrics=metrics)
    # py_ecc takes a second to import: rather now than at the round.
    verify_bls(b"", b"", b"")
    context = work_context(foundation.context, settings, mailer, metrics)
    closing = (mailer.close, context.files.blobs.close)
    done = assembly.work(handlers(context), due_of(context), closing=closing)

    def upkeep() -> None:
        context.files.remove_orphans()
        done.upkeep()

    return replace(done, upkeep=upkeep)


def work_context(
    context: Context, settings: WorkerSettings, mailer: Mailer, metrics: Metrics
) -> WorkContext:
    """Return the context of timers and subscriptions."""
    shared = {field.name: getattr(context, field.name) for field in fields(context)}
    return WorkContext(
        **shared,
        post=_post(context, settings, mailer, metrics),
        links=Links(settings.public_url),
        beacons=_beacons(settings, context.clock),
        alarms=MeteredAlarms(metrics.registry),
        postponement=_postponement(settings),
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


def due_of(context: WorkContext) -> list[Due]:
    """Return the due work of each collection that has some."""
    stores = context.stores

    def advance(each: Document) -> None:
        advance_contest(context, workspace=each["workspace_id"], contest=each["_id"])

    def planned(each: Document) -> datetime | None:
        return next_look(contest_of(each), context.clock.now())

    return [
        Due(stores.contests.collection, advance, planned=planned),
        Due(stores.winners.collection, lambda each: look_after_winner(context, winner_of(each))),
        Due(stores.letters.collection, lambda each: look_after_letter(context, letter_of(each))),
        Due(
            stores.mailings.collection,
            lambda each: fan_out_mailing(context, stores.mailings.thing_of(each)),
        ),
        Due(
            stores.mails.collection,
            lambda each: send_mail(context, stores.mails.thing_of(each)),
            lease=MAIL_LEASE,
        ),
        Due(
            stores.newsletter_consents.collection,
            lambda each: stores.newsletter_consents.remove(each["workspace_id"], each["_id"]),
        ),
        Due(
            stores.exports.collection,
            lambda each: look_after_export(context, export_of(each)),
            lease=PART_LEASE,
        ),
        Due(
            stores.files.collection,
            lambda each: context.files.remove(each["workspace_id"], each["_id"]),
        ),
        Due(
            stores.audit.collection,
            lambda each: stores.audit.remove(each["workspace_id"], each["_id"]),
        ),
    ]


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
