"""Begin a letter: for whom it would be, in which languages, with which first words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.contests.domain.contact import mailbox_of_contact
from services.contests.domain.contest import Contest
from services.contests.domain.contest.form.prizes import prize_name
from services.contests.domain.entry import Entry
from services.contests.domain.letter import LetterForm, NobodyToWriteTo, template_for, words_of
from services.contests.domain.winner import Winner, had_place, may_be_written_to
from services.contests.use_cases.context import Context
from services.contests.use_cases.mail.compose import title_of
from shared.forms.field import Texts
from shared.words import french_spacing, quoted

Addressed = tuple[Winner, Entry]


@dataclass(frozen=True)
class LetterBegun:
    """A letter that nobody has written yet.

    It is for the winner of a ref, or for all (None): `people` of them hold a place `as_of`. The
    `languages` are those in which its words are asked for; `words` is what stands there first,
    after a greeting.
    """

    contest: Contest
    winner: Winner | None
    people: int
    languages: Sequence[str]
    words: LetterForm
    as_of: datetime


def begin_letter(context: Context, *, workspace: str, contest: str, ref: str = "") -> LetterBegun:
    """Return whom a letter would reach now; it tells no name. Changes nothing.

    Raises `NotFound`, before the draw as well, or `NobodyToWriteTo`.
    """
    found, now = context.stores.contests.get(workspace, contest), context.clock.now()
    people = list(addressed(context, found, ref=ref, as_of=now))
    if not people:
        raise NobodyToWriteTo
    winner = people[0][0] if ref else None
    languages = languages_of(found, [entry for _, entry in people])
    return LetterBegun(
        contest=found,
        winner=winner,
        people=len(people),
        languages=languages,
        words=_first_words(found, winner, languages),
        as_of=now,
    )


def preview_letter(
    context: Context, *, workspace: str, contest: str, given: Mapping[str, Any], ref: str = ""
) -> LetterBegun:
    """Return the same with what was written, as each would get it. Changes nothing.

    Raises `Invalid` for what lacks, and what `begin_letter` raises.
    """
    begun = begin_letter(context, workspace=workspace, contest=contest, ref=ref)
    return replace(begun, words=words_of(begun.languages, given))


def addressed(
    context: Context, contest: Contest, *, ref: str, as_of: datetime
) -> Iterator[Addressed]:
    """Yield the winners of a ref, or all, who had a place `as_of` and may be written to now.

    Each with their entry: who is erased has no address to write to. Raises `NotFound` before the
    draw.
    """
    whose, winners = (contest.workspace_id, contest.id), context.stores.winners
    context.stores.draws.get(*whose)
    if contest.erased_at is not None:
        return
    everyone = [winners.get(*whose, ref)] if ref else winners.of_contest(*whose)
    for winner in everyone:
        entry = context.stores.entries.get(*whose, winner.entry_id)
        if had_place(winner, as_of) and may_be_written_to(winner) and entry.names_someone:
            yield winner, entry


def languages_of(contest: Contest, read_by: Sequence[Entry]) -> Sequence[str]:
    """Return in which languages a letter is asked for: those that its readers read.

    Who reads none of the page's reads the first.
    """
    first = contest.languages[0]
    read = {each.language if each.language in contest.languages else first for each in read_by}
    return tuple(each for each in contest.languages if each in read)


def _first_words(contest: Contest, winner: Winner | None, languages: Sequence[str]) -> LetterForm:
    words = template_for(
        languages,
        about={
            each: _prize(contest, winner, each) if winner else quoted(title_of(contest, each), each)
            for each in languages
        },
        one=winner is not None,
        organiser=contest.terms.organiser_name,
        answered=bool(mailbox_of_contact(contest.terms.contact)),
    )
    return LetterForm(subject=_spaced(words.subject), text=_spaced(words.text))


def _prize(contest: Contest, winner: Winner, language: str) -> str:
    return prize_name(contest.in_force["prizes"][winner.prize], language)


def _spaced(texts: Texts) -> Texts:
    return {
        language: french_spacing(text) if language == "fr" else text
        for language, text in texts.items()
    }
