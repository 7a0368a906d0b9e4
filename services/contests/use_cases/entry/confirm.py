"""Confirm an entry: from here on, this person takes part, once."""

from dataclasses import dataclass

from services.contests.domain.contest import Contest, accept_confirmation
from services.contests.domain.entry import CONFIRMED_ONCE, Entry, EntryState
from services.contests.domain.errors import ContestClosed
from services.contests.domain.receipt import issue_receipt
from services.contests.domain.tokens import CONFIRM, token_hash
from services.contests.use_cases.contest.keys import address_secret, signer_of
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.acknowledge import acknowledge
from services.contests.use_cases.entry.repeats import mark_repeats
from services.contests.use_cases.entry.unsubscribe import stop_news
from shared.addresses import address_key
from shared.events import Event


@dataclass(frozen=True)
class Confirmation:
    """An entry that was confirmed, with its signed receipt inside, and its contest.

    Its state is `excluded` where the team took it out since; it does not take part then.
    """

    entry: Entry
    contest: Contest


def confirm_entry(
    context: Context,
    *,
    workspace: str,
    token: str,
    newsletter: bool = True,
    first_name: str = "",
) -> Confirmation:
    """Take the person's one place in the contest; a repeat returns the entry as it is now.

    Without `newsletter`, a tick on the form counts for nothing: somebody else may have set it.
    `first_name` is what its person put right of what was typed, or "".

    Raises `NotFound`, `ContestClosed`, `Sealing`, or `AlreadyEntered` when the same person takes
    part by another entry: nothing changes then.
    """
    entry = context.stores.entries.by_token(workspace, CONFIRM, token_hash(token))
    if not newsletter:
        entry = stop_news(context, entry)
    if entry.state is EntryState.UNCONFIRMED:
        entry = context.stores.entries.change(
            entry, lambda found: _confirmed(found, context, first_name)
        )
    if entry.state not in CONFIRMED_ONCE:
        raise ContestClosed
    mark_repeats(context, entry)
    if entry.state is EntryState.CONFIRMED:
        return Confirmation(entry, acknowledge(context, entry))
    return Confirmation(entry, context.stores.contests.get(workspace, entry.contest_id))


def _confirmed(entry: Entry, context: Context, first_name: str) -> tuple[Entry, list[Event]]:
    if entry.state is not EntryState.UNCONFIRMED:
        return entry, []
    contest = context.stores.contests.get(entry.workspace_id, entry.contest_id)
    stamp = context.stamp()
    accept_confirmation(contest, stamp.at)
    receipt = issue_receipt(
        signer_of(context, contest),
        contest=contest.id,
        ref=entry.ref,
        weight=entry.weight,
        confirmed_at=stamp.at,
        rules=contest.rules_hash,
    )
    key = address_key(address_secret(context, contest), entry.person.email)
    return entry.confirm(stamp, address_key=key, receipt=receipt, first_name=first_name)
