"""The form that a contest asks of people: what it refuses, and the entry that it makes."""

from datetime import datetime

from services.contests.domain.contest.contest import Contest
from services.contests.domain.contest.eligibility import consents_of, refusal_of
from services.contests.domain.contest.entering import accept_entry, counts_refusals
from services.contests.domain.entry import Entry, EntryForm, Person, RefusalReason, one_line
from services.contests.domain.errors import ContestClosed
from services.contests.domain.events import entry_submitted
from services.contests.domain.mechanics import Mechanic, mechanic_of, params_of
from services.contests.domain.tokens import (
    CONFIRM,
    MANAGE,
    UNSUBSCRIBE,
    request_hash,
    token_hash,
    token_of,
)
from shared.addresses import check_address, domain_key, mailbox_key
from shared.errors import AppError, FieldError, Invalid
from shared.events import Event, Stamp


class FormRefused(Exception):
    """Why a form is not taken, unless it was taken before; `counted` where figures tell it."""

    def __init__(self, error: AppError, counted: RefusalReason | None = None) -> None:
        super().__init__(error.slug)
        self.error = error
        self.counted = counted


def check_form(contest: Contest, form: EntryForm, at: datetime) -> str:
    """Return the address to write to. Raises `FormRefused`."""
    settings = contest.in_force
    try:
        accept_entry(contest, at)
    except ContestClosed as closed:
        counted = RefusalReason.LATE if counts_refusals(contest) else None
        raise FormRefused(closed, counted) from closed
    except AppError as error:
        raise FormRefused(error) from error
    if not form.country:
        raise FormRefused(Invalid(fields=[FieldError("country", "missing")]))
    refusal = refusal_of(
        settings, of_age=form.of_age, country=form.country, accept_rules=form.accept_rules
    )
    if refusal:
        reason, name, code = refusal
        raise FormRefused(Invalid(fields=[FieldError(name, code)]), reason)
    if faults := _mechanic(contest).check_answers(params_of(settings), form.answers):
        raise FormRefused(Invalid(fields=faults))
    try:
        return check_address(form.email)
    except Invalid as invalid:
        raise FormRefused(invalid) from invalid


def accept(
    contest: Contest,
    form: EntryForm,
    stamp: Stamp,
    *,
    address: str,
    entry_id: str,
    ref: str,
    key: bytes,
    request_key: str,
) -> tuple[Entry, list[Event]]:
    """Return the unconfirmed entry of a checked form.

    `address` is `check_form`'s, `key` the contest's key of addresses and tokens.
    """
    settings = contest.in_force
    language = form.language if form.language in contest.languages else contest.languages[0]
    entry = Entry(
        id=entry_id,
        workspace_id=contest.workspace_id,
        contest_id=contest.id,
        ref=ref,
        address_key=entry_id,
        mailbox_key=mailbox_key(key, address),
        domain_key=domain_key(key, address),
        person=Person(address, one_line(form.first_name)),
        country=form.country,
        language=language,
        source=form.source.lower(),
        link=form.link.lower(),
        weight=_mechanic(contest).weigh(params_of(settings), form.answers),
        confirm_token=token_hash(token_of(key, CONFIRM, entry_id)),
        manage_token=token_hash(token_of(key, MANAGE, entry_id)),
        unsubscribe_token=token_hash(token_of(key, UNSUBSCRIBE, entry_id)),
        submitted_at=stamp.at,
        request_key=request_key,
        request_hash=form_hash(form, key),
        answers=form.answers,
        consents=consents_of(settings, language, stamp.at, opt_in=form.opt_in),
    )
    return entry, [entry_submitted(stamp, entry.facts, language=language, submitted_at=stamp.at)]


def form_hash(form: EntryForm, key: bytes) -> str:
    """Return what is stored of a form to know its repeat.

    A form without a link has the hash that it had before there were links.
    """
    said = {**vars(form), "answers": dict(form.answers)}
    if not form.link:
        del said["link"]
    return request_hash(key, said)


def _mechanic(contest: Contest) -> Mechanic:
    mechanic = mechanic_of(contest.in_force)
    if mechanic is None:
        raise LookupError(f"{contest.id} was opened with a mechanic that is not installed")
    return mechanic
