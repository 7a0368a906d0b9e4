"""Ask for a letter to a winner, or to all: the worker writes it to each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry
from services.contests.domain.events import changed
from services.contests.domain.letter import Letter, LetterForm, LetterSent, NobodyToWriteTo
from services.contests.domain.letter.form import words_of
from services.contests.domain.letter.letter import digest_of
from services.contests.use_cases.context import Context
from services.contests.use_cases.letter.begin import Addressed, addressed, languages_of
from shared.ids import derived_id


def ask_letter(
    context: Context,
    *,
    workspace: str,
    contest: str,
    by: str,
    given: Mapping[str, Any],
    as_of: datetime,
    ref: str = "",
    idempotency_key: str = "",
) -> Letter:
    """Return the letter of the account `by`; the same key returns the one that was asked before.

    It is for whoever had a place `as_of`, as those who wrote it were told, and has it still. The
    audit is told in the same write. Raises `NotFound`, `Invalid`, `NobodyToWriteTo`, or
    `LetterSent` where the same key sent other words.
    """
    key = idempotency_key or context.ids.ulid()
    letter_id = derived_id("letter", contest, key)
    found = context.stores.contests.get(workspace, contest)
    before = context.stores.letters.find(workspace, letter_id)
    as_of = min(as_of, context.clock.now())
    people = list(addressed(context, found, ref=ref, as_of=as_of))
    if before is None and not people:
        raise NobodyToWriteTo
    asked_in = tuple(before.subject) if before else ()
    words = words_of(asked_in or languages_of(found, _readers(context, people, found, ref)), given)
    if before is not None:
        return _same(before, ref, words)
    stamp = context.stamp()
    letter = Letter(
        id=letter_id,
        workspace_id=workspace,
        contest_id=contest,
        by=by,
        asked_at=stamp.at,
        as_of=as_of,
        digest=digest_of(ref, words),
        subject=words.subject,
        text=words.text,
        ref=ref,
        due_at=stamp.at,
    )
    refs = (ref,) if ref else ()
    told = changed(
        stamp, workspace_id=workspace, contest_id=contest, account_id=by, act="letter", refs=refs
    )
    return _same(context.stores.letters.add(letter, [told]), ref, words)


def _readers(
    context: Context, people: Sequence[Addressed], contest: Contest, ref: str
) -> Sequence[Entry]:
    """Return who reads it; of one winner it is asked again who that is, though they lost it."""
    if not ref:
        return [entry for _, entry in people]
    whose = contest.workspace_id, contest.id
    entry_id = context.stores.winners.get(*whose, ref).entry_id
    return [context.stores.entries.get(*whose, entry_id)]


def _same(letter: Letter, ref: str, words: LetterForm) -> Letter:
    if letter.digest != digest_of(ref, words):
        raise LetterSent
    return letter
