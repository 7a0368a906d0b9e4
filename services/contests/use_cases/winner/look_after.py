"""A winner's `due_at` came: a time may be over, a reminder owed, an address to forget."""

from datetime import datetime

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.winner import (
    Moved,
    Reminder,
    Winner,
    WinnerState,
    looked_after,
    lost_for,
    owes_details,
    reminder_due,
)
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.winner.ask import ask_of_winner
from shared.events import instant_text
from shared.post import LOST, write_mail


def look_after_winner(context: WorkContext, winner: Winner) -> None:
    """Skip a claimed winner who did not answer in time, or whose time to object ended.

    So is one whom no mail reaches and nobody told otherwise, once the time for claims is over.
    Who is announced to be skipped is written to first: nobody is told and skipped in one breath;
    who is to be skipped no more is written to as well.
    Who does not answer is reminded, and who owes what the prize asks, which gets a date here where
    it has none; a mail that was written before this ended is not written again.
    """
    now, unreachable = context.clock.now(), _unreachable(context, winner)
    told = winner.notice_owed and not lost_for(winner, now, unreachable=unreachable)
    noticed = winner.announced_at if told else None
    if told:
        _write_about_skip(context, winner, Purpose.SKIP_NOTICE, winner.announced_at)
    kept = winner.kept_from if winner.holds else None
    _write_about_skip(context, winner, Purpose.KEPT, kept)

    reminder = reminder_due(winner, now)
    if reminder and not lost_for(winner, now, unreachable=unreachable):
        _remind(context, winner, reminder)

    ask = _asked_of(context, winner)

    def step(found: Winner) -> Moved:
        return looked_after(
            found,
            now=now,
            unreachable=unreachable,
            noticed=noticed,
            kept=kept,
            reminded=reminder,
            ask=ask,
        )

    context.stores.winners.change(winner.workspace_id, winner.contest_id, winner.ref, step)


def _asked_of(context: WorkContext, winner: Winner) -> PrizeAsk | None:
    """Return what the prize asks, None of who is erased."""
    entry = context.stores.entries.get(winner.workspace_id, winner.contest_id, winner.entry_id)
    return ask_of_winner(context, winner) if entry.names_someone else None


def _unreachable(context: WorkContext, winner: Winner) -> bool:
    """Return whether the mail that should tell a winner will never arrive."""
    if winner.state is not WinnerState.DRAWN or context.clock.now() < winner.hold_until:
        return False
    mails = context.stores.mails.states(winner.workspace_id, winner.contest_id, Purpose.WINNER)
    return mails.get(winner.entry_id) in LOST


def _write_about_skip(
    context: WorkContext, winner: Winner, purpose: Purpose, announced_at: datetime | None
) -> None:
    """Write the mail that a skip owes this winner, under a fixed identifier; None owes nothing."""
    if announced_at is None:
        return
    at = instant_text(announced_at)
    write_mail(
        context.post,
        event_id=f"{winner.id}:{at}",
        purpose=purpose,
        workspace=winner.workspace_id,
        subject=winner.contest_id,
        recipient=winner.entry_id,
        context={"ref": winner.ref, "announced_at": at},
    )


def _remind(context: WorkContext, winner: Winner, reminder: Reminder) -> None:
    """Write a reminder under a fixed identifier; what the prize asks no more is not asked for."""
    if reminder.of_details and not owes_details(winner, ask_of_winner(context, winner)):
        return
    since = f":{instant_text(winner.asked_at)}" if reminder.of_details and winner.asked_at else ""
    write_mail(
        context.post,
        event_id=f"{winner.id}:{reminder.value}{since}",
        purpose=Purpose.DETAILS if reminder.of_details else Purpose.REMINDER,
        workspace=winner.workspace_id,
        subject=winner.contest_id,
        recipient=winner.entry_id,
        context={"ref": winner.ref},
    )
