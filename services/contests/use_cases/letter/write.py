"""Write a letter to each winner whom it is for; what breaks off goes on where it was."""

from services.contests.domain.contest import retention_end
from services.contests.domain.letter import Letter, LetterState, Reached
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.winner import Winner, had_place, nameless, written_to
from services.contests.use_cases.context import WorkContext
from shared.documents import Page
from shared.post import write_mail

PAGE = 50


def look_after_letter(context: WorkContext, letter: Letter, *, page: int = PAGE) -> None:
    """Do what is due of a letter: its next page of winners, or its being forgotten."""
    match letter.state:
        case LetterState.ASKED:
            _write_page(context, letter, page)
        case LetterState.WRITTEN:
            context.stores.letters.remove(letter)


def _write_page(context: WorkContext, letter: Letter, limit: int) -> None:
    """Write to a page of winners, then note the place reached.

    An end between the two writes the same letters again under the same identifiers: nothing.
    """
    page = _winners(context, letter, limit)
    concerned = [winner for winner in page.items if had_place(winner, letter.as_of)]
    missed = [winner.ref for winner in concerned if not _write(context, letter, winner)]
    reached = Reached(len(concerned) - len(missed), missed)
    contest = context.stores.contests.get(letter.workspace_id, letter.contest_id)
    now, last = context.clock.now(), retention_end(contest)

    def step(found: Letter) -> tuple[Letter, tuple[()]]:
        same = found.state is LetterState.ASKED and found.after == letter.after
        return (found.reached(reached, page.after, now, last) if same else found), ()

    context.stores.letters.change(letter, step)


def _winners(context: WorkContext, letter: Letter, limit: int) -> Page[Winner]:
    whose = letter.workspace_id, letter.contest_id
    if letter.ref:
        return Page([context.stores.winners.get(*whose, letter.ref)])
    return context.stores.winners.page(*whose, after=letter.after or None, limit=limit)


def _write(context: WorkContext, letter: Letter, winner: Winner) -> bool:
    """Give a winner the letter and write its mail; False where nobody has the place any more.

    The entry is read after the winner is written: whoever was erased in between keeps no letter.
    """
    whose = letter.workspace_id, letter.contest_id
    language = context.stores.entries.get(*whose, winner.entry_id).language
    own = letter.in_language(language)
    after = context.stores.winners.change(*whose, winner.ref, lambda each: written_to(each, own))
    if after.letter(letter.id) is None:
        return False
    if not context.stores.entries.get(*whose, winner.entry_id).person.email:
        now = context.clock.now()
        context.stores.winners.change(*whose, winner.ref, lambda each: (nameless(each, now), ()))
        return False
    write_mail(
        context.post,
        event_id=letter.id,
        purpose=Purpose.LETTER,
        workspace=letter.workspace_id,
        subject=letter.contest_id,
        recipient=winner.entry_id,
        context={"ref": winner.ref, "letter": letter.id},
    )
    return True
