"""Events of entries → leads: the link that a confirmed entry carries, and what becomes of it."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from services.influencers.domain.commission import Void
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.order.entries import move_entry, take_entry
from shared.consumer import Handler, InvalidMessage, Received
from shared.events import instant_of
from shared.webapp.fields import Instant

TOPIC = "contests.entry"
_MOVES: Mapping[str, Void | None] = {
    "excluded": Void.ENTRY_EXCLUDED,
    "withdrawn": Void.ENTRY_WITHDRAWN,
    "reinstated": None,
}


class EntryReading(Schema):
    """What an event says of an entry."""

    class Meta:
        """Unknown fields are ignored."""

        unknown = EXCLUDE

    entry_id = fields.String(required=True, validate=validate.Length(min=1, max=200))


class ConfirmedReading(EntryReading):
    """A confirmed entry; `link` is the key of the link that led to the form, where one did."""

    contest_id = fields.String(required=True, validate=validate.Length(min=1, max=200))
    confirmed_at = Instant(required=True)
    link = fields.String(load_default="", validate=validate.Length(max=200))


def entry_handlers(context: Context) -> Mapping[str, Handler]:
    """Return the handler of each event type of `contests.entry` that is read."""
    moved = {_type(verb): _moved(context, gone) for verb, gone in _MOVES.items()}
    return {_type("confirmed"): _confirmed(context), **moved}


def _confirmed(context: Context) -> Callable[[Received], None]:
    def handle(received: Received) -> None:
        data = _read(ConfirmedReading(), received)
        if data["link"]:
            take_entry(
                context,
                workspace=received.workspace_id,
                contest=data["contest_id"],
                entry=data["entry_id"],
                link=data["link"],
                confirmed_at=instant_of(data["confirmed_at"]),
            )

    return handle


def _moved(context: Context, gone: Void | None) -> Callable[[Received], None]:
    def handle(received: Received) -> None:
        data = _read(EntryReading(), received)
        move_entry(
            context,
            workspace=received.workspace_id,
            entry=data["entry_id"],
            gone=gone,
            cause=received.id,
            seq=received.sequence,
        )

    return handle


def _read(schema: Schema, received: Received) -> dict[str, Any]:
    try:
        data: dict[str, Any] = schema.load(received.data)
    except ValidationError as error:
        raise InvalidMessage(str(error.messages)) from error
    return data


def _type(verb: str) -> str:
    return f"kermesse.{TOPIC}.{verb}.v1"
