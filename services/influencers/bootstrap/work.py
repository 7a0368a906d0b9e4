"""The worker's half: the relay, imports, mails, and what has had its time."""

from dataclasses import fields, replace
from datetime import timedelta
from email.utils import parseaddr

from services.influencers.adapters.agents import KnownAgents
from services.influencers.adapters.letters import partner_letters
from services.influencers.bootstrap.foundation import open_foundation
from services.influencers.domain.pages import host_of
from services.influencers.entrypoints.subscriptions import handlers
from services.influencers.manifest import MANIFEST
from services.influencers.settings import WorkerSettings
from services.influencers.stores.attributions import attribution_of
from services.influencers.stores.bringings import bringing_of
from services.influencers.stores.commissions import commission_of
from services.influencers.stores.enrollments import enrollment_of
from services.influencers.stores.imports import import_of
from services.influencers.stores.leads import lead_of
from services.influencers.stores.orders import order_of
from services.influencers.stores.payouts import payout_of
from services.influencers.stores.programs import program_of
from services.influencers.stores.sign_in_links import sign_in_link_of
from services.influencers.use_cases.bringing.make_links import look_after_bringing
from services.influencers.use_cases.click.count import count_clicks, forget_day
from services.influencers.use_cases.commission.fee import look_after_enrollment
from services.influencers.use_cases.commission.hold import end_commission_wait
from services.influencers.use_cases.context import Context, WorkContext
from services.influencers.use_cases.imports.take import look_after_import
from services.influencers.use_cases.imports.take_links import look_after_link_import
from services.influencers.use_cases.mail.send import send_mail
from services.influencers.use_cases.notice.work import look_after_notice
from services.influencers.use_cases.order.look_after import (
    look_after_decision,
    look_after_lead,
    look_after_order,
)
from services.influencers.use_cases.payout.round import propose_round
from services.influencers.use_cases.payout.work import look_after_payout
from services.influencers.use_cases.portal.look_after import look_after_sign_in_link
from shared.assembly.worker import Due, Work, assemble
from shared.mail import Mailer
from shared.metrics import Metrics
from shared.opening import open_mailer
from shared.post import MailAlarms, Post

# Longer than a part of an import takes on a busy machine.
PART_LEASE = timedelta(seconds=60)
# Longer than a mail server may take to answer: work done twice is harmless, a mail is not quite.
MAIL_LEASE = timedelta(seconds=30)
# Longer than the provider repeats one (three days).
NOTICES_KEPT = timedelta(days=30)


def work(settings: WorkerSettings, metrics: Metrics) -> Work:
    """Build the worker. Raises `SettingError`, naming the address that does not answer."""
    mailer, foundation = open_mailer(settings.smtp_url), open_foundation(settings)
    clock = foundation.context.clock
    assembly = assemble(MANIFEST, settings, foundation.database, clock=clock, metrics=metrics)
    context = work_context(foundation.context, settings.mail_from, mailer, metrics)
    read = handlers(context, KnownAgents().said)
    due, closing = [*due_of(context), *mail_due(context)], (mailer.close, context.files.blobs.close)
    done = assembly.work(read, due, closing=closing)

    def upkeep() -> None:
        context.files.remove_orphans()
        context.stores.payment_notices.forget(clock.now() - NOTICES_KEPT)
        done.upkeep()

    return replace(done, upkeep=upkeep)


def work_context(context: Context, mail_from: str, mailer: Mailer, metrics: Metrics) -> WorkContext:
    """Return the context of timers that write and send mails."""
    shared = {field.name: getattr(context, field.name) for field in fields(context)}
    _, sender = parseaddr(mail_from)
    post = Post(
        clock=context.clock,
        mails=context.stores.mails,
        mailings=context.stores.mailings,
        outages=context.stores.outages,
        letters=partner_letters(),
        mailer=mailer,
        sender=sender,
        host=host_of(context.home),
        alarms=MailAlarms(metrics.registry),
    )
    return WorkContext(**shared, post=post)


def mail_due(context: WorkContext) -> list[Due]:
    """Return the due work of mails: what they are about, then each of them."""
    links, mails = context.stores.sign_in_links, context.stores.mails
    return [
        Due(links.collection, lambda each: look_after_sign_in_link(context, sign_in_link_of(each))),
        Due(
            mails.collection,
            lambda each: send_mail(context, mails.thing_of(each)),
            lease=MAIL_LEASE,
        ),
    ]


def due_of(context: Context) -> list[Due]:
    """Return the due work of each collection that has some."""
    stores = context.stores
    return [
        Due(
            stores.programs.collection,
            lambda each: propose_round(context, program_of(each)),
            lease=PART_LEASE,
        ),
        Due(
            stores.payouts.collection,
            lambda each: look_after_payout(context, payout_of(each)),
            lease=PART_LEASE,
        ),
        Due(
            stores.payment_notices.collection,
            lambda each: look_after_notice(context, stores.payment_notices.read(each)),
            lease=PART_LEASE,
        ),
        Due(
            stores.imports.collection,
            lambda each: look_after_import(context, import_of(each)),
            lease=PART_LEASE,
        ),
        Due(
            stores.link_imports.collection,
            lambda each: look_after_link_import(context, import_of(each)),
            lease=PART_LEASE,
        ),
        Due(
            stores.bringings.collection,
            lambda each: look_after_bringing(context, bringing_of(each)),
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
        *sales_due(context),
        *clicks_due(context),
    ]


def clicks_due(context: Context) -> list[Due]:
    """Return the due work of clicks: counting them, and forgetting those of a day."""
    stores = context.stores
    return [
        Due(
            stores.click_rounds.collection,
            lambda each: count_clicks(context, workspace=each["workspace_id"]),
            lease=PART_LEASE,
        ),
        Due(
            stores.click_counts.collection,
            lambda each: forget_day(context, workspace=each["workspace_id"], day=each["period"]),
            lease=PART_LEASE,
        ),
    ]


def sales_due(context: Context) -> list[Due]:
    """Return the due work from an order to a commission that may be paid."""
    stores = context.stores
    return [
        Due(
            stores.orders.collection,
            lambda each: look_after_order(context, order_of(each)),
            lease=PART_LEASE,
        ),
        Due(stores.leads.collection, lambda each: look_after_lead(context, lead_of(each))),
        Due(
            stores.attributions.collection,
            lambda each: look_after_decision(context, attribution_of(each)),
        ),
        Due(
            stores.commissions.collection,
            lambda each: end_commission_wait(context, commission_of(each)),
        ),
        Due(
            stores.enrollments.collection,
            lambda each: look_after_enrollment(context, enrollment_of(each)),
        ),
        Due(
            stores.deliveries.collection,
            lambda each: stores.deliveries.remove(each["workspace_id"], each["_id"]),
        ),
    ]
