"""Submit an entry: it is kept, unconfirmed, and a mail asks the person to confirm it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from services.contests.domain.address import check_address
from services.contests.domain.contest import Contest, accept_entry, counts_refusals
from services.contests.domain.eligibility import asks_country, consents_of, refusal_of
from services.contests.domain.entry import REF_LENGTH, Entry, Person, RefusalReason
from services.contests.domain.entry_form import EntryForm
from services.contests.domain.errors import ContestClosed, IdempotencyConflict
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
from services.contests.use_cases.context import Context
from services.contests.use_cases.count_refusal import CountRefusal, count_refusal
from services.contests.use_cases.keys import address_secret
from services.contests.use_cases.second_reading import acknowledge
from shared.errors import AppError, FieldError, Invalid, NotFound
from shared.ids import derived_id


@dataclass(frozen=True)
class SubmitEntry:
    """Someone sends the form; `idempotency_key` stands for this one sending, or is ""."""

    workspace_id: str
    contest_id: str
    form: EntryForm
    idempotency_key: str = ""


def submit_entry(command: SubmitEntry, context: Context) -> Entry:
    """Return the stored entry; the same key and form return the one stored before.

    Nothing tells the caller whether the address takes part already. Raises `NotFound`,
    `ContestNotOpen`, `ContestClosed`, `Invalid`, `IdempotencyConflict` or `Sealing`.
    """
    contest = context.stores.contests.get(command.workspace_id, command.contest_id)
    now = context.clock.now()
    try:
        address = _check(command, contest, now)
    except Refusal as refusal:
        entry = _stored(command, contest, context) or _refuse(command, refusal, context)
    else:
        entry = _new(command, contest, address, now, context)
    acknowledge(context, entry)
    return entry


class Refusal(Exception):
    """Why this form is not taken, unless it was taken before; `counted` where figures tell it."""

    def __init__(self, error: AppError, counted: RefusalReason | None = None) -> None:
        super().__init__(error.slug)
        self.error = error
        self.counted = counted


def _stored(command: SubmitEntry, contest: Contest, context: Context) -> Entry | None:
    if not command.idempotency_key:
        return None
    try:
        entry = context.stores.entries.by_request(contest.workspace_id, _request_key(command))
    except NotFound:
        return None
    if not contest.secrets.address_key:
        raise ContestClosed
    if entry.request_hash != _form_hash(command, contest, context):
        raise IdempotencyConflict
    return entry


def _new(
    command: SubmitEntry, contest: Contest, address: str, now: datetime, context: Context
) -> Entry:
    entry = _entry(command, contest, address, now, context)
    event = entry_submitted(context.stamp(), entry.facts, language=entry.language, submitted_at=now)
    if context.stores.entries.add(entry, [event]):
        return entry
    twin = _stored(command, contest, context)
    return twin if twin is not None else entry


def _check(command: SubmitEntry, contest: Contest, now: datetime) -> str:
    """Return the address to write to; raise `Refusal`."""
    form, settings = command.form, contest.in_force
    try:
        accept_entry(contest, now)
    except ContestClosed as closed:
        raise Refusal(closed, RefusalReason.LATE if counts_refusals(contest) else None) from closed
    except AppError as error:
        raise Refusal(error) from error
    if asks_country(settings) and not form.country:
        raise Refusal(Invalid(fields=[FieldError("country", "missing")]))
    refusal = refusal_of(
        settings, of_age=form.of_age, country=form.country, accept_rules=form.accept_rules
    )
    if refusal:
        reason, name, code = refusal
        raise Refusal(Invalid(fields=[FieldError(name, code)]), reason)
    if faults := _mechanic(contest).check_answers(params_of(settings), form.answers):
        raise Refusal(Invalid(fields=faults))
    try:
        return check_address(form.email)
    except Invalid as invalid:
        raise Refusal(invalid) from invalid


def _refuse(command: SubmitEntry, refusal: Refusal, context: Context) -> NoReturn:
    if refusal.counted:
        _count(command, refusal.counted, context)
    raise refusal.error


def _count(command: SubmitEntry, reason: RefusalReason, context: Context) -> None:
    once = _request_key(command) if command.idempotency_key else ""
    count_refusal(
        CountRefusal(command.workspace_id, command.contest_id, command.form.source, reason, once),
        context,
    )


def _entry(
    command: SubmitEntry, contest: Contest, address: str, now: datetime, context: Context
) -> Entry:
    form, settings, key = command.form, contest.in_force, address_secret(context, contest)
    identifier = context.ids.ulid()
    language = form.language if form.language in contest.languages else contest.languages[0]
    return Entry(
        id=identifier,
        workspace_id=contest.workspace_id,
        contest_id=contest.id,
        ref=f"e-{context.ids.crockford(REF_LENGTH)}",
        address_key=identifier,
        person=Person(address, " ".join(form.first_name.splitlines())),
        country=form.country,
        language=language,
        source=form.source,
        weight=_mechanic(contest).weigh(params_of(settings), form.answers),
        confirm_token=token_hash(token_of(key, CONFIRM, identifier)),
        manage_token=token_hash(token_of(key, MANAGE, identifier)),
        unsubscribe_token=token_hash(token_of(key, UNSUBSCRIBE, identifier)),
        submitted_at=now,
        request_key=_request_key(command) if command.idempotency_key else identifier,
        request_hash=_form_hash(command, contest, context),
        answers=form.answers,
        consents=consents_of(settings, language, now, opt_in=form.opt_in),
    )


def _mechanic(contest: Contest) -> Mechanic:
    mechanic = mechanic_of(contest.in_force)
    if mechanic is None:
        raise LookupError(f"{contest.id} was opened with a mechanic that is not installed")
    return mechanic


def _request_key(command: SubmitEntry) -> str:
    return derived_id("entry", command.contest_id, command.idempotency_key)


def _form_hash(command: SubmitEntry, contest: Contest, context: Context) -> str:
    form = {**vars(command.form), "answers": dict(command.form.answers)}
    return request_hash(address_secret(context, contest), form)
