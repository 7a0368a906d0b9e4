"""Confirm an entry: from here on, this person takes part, once."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.contests.domain.address import address_key
from services.contests.domain.contest import Contest, accept_confirmation
from services.contests.domain.entry import Consent, Entry, EntryState
from services.contests.domain.errors import ContestClosed
from services.contests.domain.events import entry_confirmed
from services.contests.domain.receipt import issue_receipt
from services.contests.domain.tokens import CONFIRM, token_hash
from services.contests.use_cases.context import Context
from services.contests.use_cases.keys import address_secret, signer_of
from services.contests.use_cases.second_reading import acknowledge

CONFIRMED_ONCE = (EntryState.CONFIRMED, EntryState.EXCLUDED)


@dataclass(frozen=True)
class ConfirmEntry:
    """Someone pressed the button behind the link in their mail."""

    workspace_id: str
    token: str


@dataclass(frozen=True)
class Confirmation:
    """An entry that was confirmed, with its signed receipt inside, and its contest.

    Its state is `excluded` where the team took it out since; it does not take part then.
    """

    entry: Entry
    contest: Contest


def confirm_entry(command: ConfirmEntry, context: Context) -> Confirmation:
    """Take the person's one place in the contest; a repeat returns the entry as it is now.

    Raises `NotFound`, `ContestClosed`, `Sealing`, or `AlreadyEntered` when the same person takes
    part by another entry: nothing changes then.
    """
    hashed = token_hash(command.token)
    entry = context.stores.entries.by_token(command.workspace_id, CONFIRM, hashed)
    contest = context.stores.contests.get(command.workspace_id, entry.contest_id)
    if entry.state is EntryState.UNCONFIRMED:
        confirmed = _confirm(entry, contest, context)
        entry = confirmed or context.stores.entries.by_token(command.workspace_id, CONFIRM, hashed)
    if entry.state not in CONFIRMED_ONCE:
        raise ContestClosed
    if entry.state is EntryState.CONFIRMED:
        acknowledge(context, entry)
    return Confirmation(entry, contest)


def _confirm(entry: Entry, contest: Contest, context: Context) -> Entry | None:
    stamp = context.stamp()
    accept_confirmation(contest, stamp.at)
    key = address_key(address_secret(context, contest), entry.person.email)
    receipt = issue_receipt(
        signer_of(context, contest),
        contest=contest.id,
        ref=entry.ref,
        weight=entry.weight,
        confirmed_at=stamp.at,
        rules=contest.rules_hash,
    )
    event = entry_confirmed(
        stamp,
        entry.facts,
        weight=entry.weight,
        confirmed_at=stamp.at,
        submitted_at=entry.submitted_at,
    )
    return context.stores.entries.confirm(
        entry,
        address_key=key,
        at=stamp.at,
        consents=_confirmed(entry, stamp.at),
        receipt=receipt,
        event=event,
    )


def _confirmed(entry: Entry, at: datetime) -> list[Consent]:
    return [replace(consent, confirmed_at=at) for consent in entry.consents]
