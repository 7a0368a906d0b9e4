"""Submit an entry: it is kept, unconfirmed, and a mail asks the person to confirm it."""

from dataclasses import replace
from datetime import datetime

from services.contests.domain.contest import Contest, FormRefused, accept, check_form, form_hash
from services.contests.domain.entry import REF_LENGTH, Entry, EntryForm
from services.contests.domain.errors import ContestClosed, IdempotencyConflict
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.acknowledge import acknowledge
from services.contests.use_cases.entry.count_refusal import count_refusal
from services.contests.use_cases.entry.repeats import is_repeat
from shared.errors import NotFound
from shared.events import Stamp
from shared.ids import derived_id


def submit_entry(
    context: Context, *, workspace: str, contest: str, form: EntryForm, idempotency_key: str = ""
) -> Entry:
    """Return the stored entry; the same key and form return the one stored before.

    `idempotency_key` stands for this one sending, or is "". Nothing tells the caller whether the
    address takes part already. Raises `NotFound`, `ContestNotOpen`, `ContestClosed`, `Invalid`,
    `IdempotencyConflict` or `Sealing`.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    once = derived_id("entry", contest, idempotency_key) if idempotency_key else ""
    try:
        address = check_form(found, form, now)
    except FormRefused as refused:
        stored = _stored(context, found, form, once)
        if stored is None:
            _count(context, found, form, refused, once)
            raise refused.error from None
        entry = stored
    else:
        entry = _add(context, found, form, address, once, now)
    acknowledge(context, entry)
    return entry


def _add(
    context: Context, contest: Contest, form: EntryForm, address: str, once: str, now: datetime
) -> Entry:
    entry_id, ref = context.ids.ulid(), f"e-{context.ids.crockford(REF_LENGTH)}"
    entry, events = accept(
        contest,
        form,
        Stamp(context.ids.ulid(), now),
        address=address,
        entry_id=entry_id,
        ref=ref,
        key=address_secret(context, contest),
        request_key=once or entry_id,
    )
    entry = replace(entry, repeat=is_repeat(context, entry))
    if context.stores.entries.add(entry, events):
        return entry
    return _stored(context, contest, form, once) or entry


def _stored(context: Context, contest: Contest, form: EntryForm, once: str) -> Entry | None:
    """Return the entry that the same sending made before. Raises `IdempotencyConflict`."""
    if not once:
        return None
    try:
        entry = context.stores.entries.by_request(contest.workspace_id, once)
    except NotFound:
        return None
    if not contest.secrets.address_key:
        raise ContestClosed
    if entry.request_hash != form_hash(form, address_secret(context, contest)):
        raise IdempotencyConflict
    return entry


def _count(
    context: Context, contest: Contest, form: EntryForm, refused: FormRefused, once: str
) -> None:
    if refused.counted:
        count_refusal(
            context,
            workspace=contest.workspace_id,
            contest=contest.id,
            source=form.source.lower(),
            reason=refused.counted,
            once=once,
        )
