"""Seat a winner: the document of who holds a place, and the mail that tells them."""

from dataclasses import dataclass
from datetime import timedelta

from services.contests.domain.contest import Contest
from services.contests.domain.entry import EntryState
from services.contests.domain.events import winner_skipped
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.tokens import CLAIM, token_hash, token_of
from services.contests.domain.winner import new_winner
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.withdraw_winner import WithdrawWinner, withdraw_winner
from shared.documents import Document
from shared.post import write_mail


@dataclass(frozen=True)
class SeatWinner:
    """A ref got a place, by the draw or by promotion; `event_id` is the event that says so."""

    contest: Contest
    event_id: str
    ref: str
    place: int
    prize: int
    promoted: bool


def seat_winner(command: SeatWinner, context: WorkContext) -> None:
    """Store the winner, then the mail, each under a fixed identifier; repeated harmlessly.

    An entry that was withdrawn since the seal gives its place up at once. It is read again
    afterwards: a withdrawal in between found no winner to skip.
    """
    winner = _winner(command, context)
    if winner["state"] == "skipped":
        event = winner_skipped(
            context.stamp_of("winner.skipped", winner["_id"]),
            contest_id=winner["contest_id"],
            ref=winner["ref"],
            code=winner["code"],
            prize=winner["prize"],
        )
        context.stores.winners.add(winner, [event])
        return
    context.stores.winners.add(winner)
    write_mail(
        context.post,
        event_id=command.event_id,
        purpose=Purpose.WINNER,
        workspace=winner["workspace_id"],
        subject=winner["contest_id"],
        recipient=winner["entry_id"],
        context={"ref": winner["ref"]},
    )
    entry = context.stores.entries.get(
        winner["workspace_id"], winner["contest_id"], winner["entry_id"]
    )
    if entry.state is EntryState.WITHDRAWN:
        withdraw_winner(WithdrawWinner(entry.workspace_id, entry.contest_id, entry.id), context)


def _winner(command: SeatWinner, context: WorkContext) -> Document:
    contest = command.contest
    entry = context.stores.entries.of_ref(contest.workspace_id, contest.id, command.ref)
    token = token_of(address_secret(context, contest), CLAIM, entry.id)
    now = context.clock.now()
    answer_within = timedelta(seconds=contest.in_force["answer_within"])
    return new_winner(
        entry,
        place=command.place,
        prize=command.prize,
        prize_name=(contest.commitment or {})["prizes"][command.prize]["name"],
        promoted=command.promoted,
        claim_hash=token_hash(token),
        now=now,
        hold_until=max(contest.schedule.last_answer, now + answer_within),
    )
