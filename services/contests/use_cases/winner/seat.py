"""Seat a winner: who holds a place, and the mail that tells them."""

from services.contests.domain.contest import Contest
from services.contests.domain.entry import EntryState
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.tokens import CLAIM, token_hash, token_of
from services.contests.domain.winner import Moved, WinnerState, seated
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.winner.withdraw import withdraw_winner
from shared.post import write_mail


def seat_winner(
    context: WorkContext,
    *,
    workspace: str,
    contest: str,
    event_id: str,
    ref: str,
    place: int,
    prize: int,
    promoted: bool,
) -> None:
    """Store the winner, then the mail, each under a fixed identifier; repeated harmlessly.

    `event_id` is the event that says that `ref` got the place, by the draw or by promotion. An
    entry that was withdrawn since the seal gives its place up at once. It is read again
    afterwards: a withdrawal in between found no winner to skip. Where people are erased, the key
    of their links is gone, and whoever won was seated long before.
    """
    found = context.stores.contests.get(workspace, contest)
    if not found.secrets.address_key:
        return
    winner, events = _seated(context, found, ref, place=place, prize=prize, promoted=promoted)
    context.stores.winners.add(winner, events)
    if winner.state is WinnerState.SKIPPED:
        return
    write_mail(
        context.post,
        event_id=event_id,
        purpose=Purpose.WINNER,
        workspace=workspace,
        subject=contest,
        recipient=winner.entry_id,
        context={"ref": ref},
    )
    entry = context.stores.entries.get(workspace, contest, winner.entry_id)
    if entry.state is EntryState.WITHDRAWN:
        withdraw_winner(context, workspace=workspace, contest=contest, entry_id=entry.id)


def _seated(
    context: WorkContext, contest: Contest, ref: str, *, place: int, prize: int, promoted: bool
) -> Moved:
    entry = context.stores.entries.of_ref(contest.workspace_id, contest.id, ref)
    token = token_of(address_secret(context, contest), CLAIM, entry.id)
    now = context.clock.now()
    return seated(
        entry,
        place=place,
        prize=prize,
        prize_name=(contest.commitment or {})["prizes"][prize]["name"],
        promoted=promoted,
        claim_token=token_hash(token),
        hold_until=max(contest.schedule.last_answer, now + contest.terms.answer_within),
        now=now,
    )
