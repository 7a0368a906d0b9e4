"""Event type → reading schema → use case: what this service owes after each of its own facts."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from services.contests.domain.draw import BrokenOutcome, Drawn
from services.contests.domain.events import TOPICS
from services.contests.domain.mail.purpose import Purpose
from services.contests.entrypoints.schemas import events as readings
from services.contests.use_cases.contest.settle import settle_contest
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.draw.record import record_draw
from services.contests.use_cases.entry.hint import hint_at_entry
from services.contests.use_cases.entry.put_back import put_back_listed
from services.contests.use_cases.export.withdraw import withdraw_exports
from services.contests.use_cases.mail.fan_out import write_to_everyone
from services.contests.use_cases.newsletter.record import record_consent
from services.contests.use_cases.newsletter.rename import rename_consent
from services.contests.use_cases.outcome.pass_on import pass_prize_on
from services.contests.use_cases.winner.ask import ask_winners
from services.contests.use_cases.winner.notify import notify_winner
from services.contests.use_cases.winner.seat import seat_winner
from services.contests.use_cases.winner.start_objection import start_objection
from services.contests.use_cases.winner.tell_sent import tell_sent
from services.contests.use_cases.winner.withdraw import withdraw_winner
from shared.consumer import InvalidMessage, Received
from shared.post import write_mail

__all__ = ["TOPICS", "handlers"]
Handler = Callable[[Received], None]
Act = Callable[[Received, Mapping[str, Any], WorkContext], None]


def handlers(context: WorkContext) -> dict[str, Handler]:
    """Return the handler of each event type that this service reads."""
    return {
        f"kermesse.contests.{name}.v1": _handler(schema, act, context)
        for name, (schema, act) in _TABLE.items()
    }


def _handler(schema: type[Schema], act: Act, context: WorkContext) -> Handler:
    def handle(received: Received) -> None:
        try:
            data: dict[str, Any] = schema().load(received.data)
        except ValidationError as error:
            raise InvalidMessage(str(error.messages)) from error
        try:
            act(received, data, context)
        except BrokenOutcome as error:
            raise InvalidMessage(str(error)) from error

    return handle


def _mail(purpose: Purpose) -> Act:
    def act(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
        write_mail(
            context.post,
            event_id=received.id,
            purpose=purpose,
            workspace=received.workspace_id,
            subject=data["contest_id"],
            recipient=data["entry_id"],
        )

    return act


def _withdrawn(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    whose, entry = (received.workspace_id, data["contest_id"]), data["entry_id"]
    withdraw_winner(context, workspace=whose[0], contest=whose[1], entry_id=entry)
    left = context.stores.entries.get(*whose, entry)
    withdraw_exports(context, left, erased_at=data["at"])
    if left.confirmed_at is None:
        # The link to do so came by mail: whoever followed it owns the mailbox, and enters at once.
        context.stores.mails.release(*whose, entry)


def _amended(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    said = {name: data[name] for name in ("before", "after") if isinstance(data[name], str)}
    _to_everyone(
        received,
        Purpose.AMENDED,
        data,
        {"before": "", "after": "", **said, "field": data["field"], "reason": data["reason"]},
        context,
    )


def _cancelled(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    _to_everyone(received, Purpose.CALLED_OFF, data, {}, context)


def _closed(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    _to_everyone(received, Purpose.STILL_WAITING, data, {}, context)


def _postponed(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    said = {name: data[name] for name in ("before", "after", "reason")}
    _to_everyone(received, Purpose.AMENDED, data, {**said, "field": "draw_at"}, context)


def _confirmed(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    _mail(Purpose.RECEIPT)(received, data, context)
    whose = {"workspace": received.workspace_id, "contest": data["contest_id"]}
    record_consent(context, **whose, entry=data["entry_id"])
    hint_at_entry(context, **whose, entry=data["entry_id"])


def _corrected(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    whose = {"workspace": received.workspace_id, "contest": data["contest_id"]}
    rename_consent(context, **whose, entry=data["entry_id"])


def _excluded(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    put_back_listed(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        entry=data["entry_id"],
    )
    _mail(Purpose.EXCLUDED)(received, data, context)


def _sealed(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    put_back_listed(context, workspace=received.workspace_id, contest=data["contest_id"])
    _to_everyone(received, Purpose.SEALED, data, {}, context)


def _to_everyone(
    received: Received,
    purpose: Purpose,
    data: Mapping[str, Any],
    said: Mapping[str, Any],
    context: WorkContext,
) -> None:
    write_to_everyone(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        event_id=received.id,
        purpose=purpose,
        said=said,
    )


def _made(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    record_draw(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        event_id=received.id,
        digest=data["digest"],
        round_number=data["round"],
        winners=[Drawn(**winner) for winner in data["winners"]],
    )


def _notified(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    notify_winner(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        ref=data["ref"],
        at=data["at"],
    )


def _skip_notified(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    start_objection(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        ref=data["ref"],
        at=data["at"],
    )


def _sent(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    tell_sent(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        event_id=received.id,
        ref=data["ref"],
    )


def _skipped(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    pass_prize_on(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        ref=data["ref"],
        code=data["code"],
    )


def _promoted(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    seat_winner(
        context,
        workspace=received.workspace_id,
        contest=data["contest_id"],
        event_id=received.id,
        ref=data["ref"],
        place=data["place"],
        prize=data["prize"],
        promoted=True,
    )


def _asked(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    ask_winners(context, workspace=received.workspace_id, contest=data["contest_id"])


def _ended(received: Received, data: Mapping[str, Any], context: WorkContext) -> None:
    settle_contest(context, workspace=received.workspace_id, contest=data["contest_id"])


_TABLE: dict[str, tuple[type[Schema], Act]] = {
    "entry.submitted": (readings.EntryReading, _mail(Purpose.CONFIRM)),
    "entry.confirmed": (readings.EntryReading, _confirmed),
    "entry.corrected": (readings.EntryReading, _corrected),
    "entry.excluded": (readings.EntryReading, _excluded),
    "entry.reinstated": (readings.EntryReading, _mail(Purpose.REINSTATED)),
    "entry.withdrawn": (readings.WithdrawnReading, _withdrawn),
    "contest.amended": (readings.AmendedReading, _amended),
    "contest.asks_changed": (readings.Reading, _asked),
    "contest.cancelled": (readings.Reading, _cancelled),
    "contest.closed": (readings.Reading, _closed),
    "contest.draw_postponed": (readings.PostponedReading, _postponed),
    "contest.sealed": (readings.Reading, _sealed),
    "draw.made": (readings.MadeReading, _made),
    "draw.winner_notified": (readings.NotifiedReading, _notified),
    "draw.skip_notified": (readings.NotifiedReading, _skip_notified),
    "draw.winner_skipped": (readings.SkippedReading, _skipped),
    "draw.alternate_promoted": (readings.PromotedReading, _promoted),
    "draw.prize_sent": (readings.WinnerReading, _sent),
    "draw.prize_not_awarded": (readings.Reading, _ended),
    "draw.prize_fulfilled": (readings.Reading, _ended),
}
