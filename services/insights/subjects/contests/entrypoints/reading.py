"""What insights read of the events of contests; unknown fields are ignored."""

from functools import cache
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

TEXT = validate.Length(min=1, max=200)
HOUR = validate.Regexp(r"^\d{4}-\d{2}-\d{2}T\d{2}$")


class EntryEvent(Schema):
    """What every event of `contests.entry` holds."""

    class Meta:
        """Fields of later versions are none of our business."""

        unknown = EXCLUDE

    contest_id = fields.String(required=True, validate=TEXT)
    source = fields.String(load_default="", validate=validate.Length(max=200))
    reason = fields.String(load_default="", validate=validate.Length(max=80))
    submitted_hour: fields.Field[str] = fields.Constant("")


class SubmittedEvent(EntryEvent):
    """An event that begins a fact: its hour is the hour of submission."""

    submitted_hour = fields.String(data_key="hour", required=True, validate=HOUR)


class ConfirmedEvent(EntryEvent):
    """The one later event that tells the hour of submission."""

    submitted_hour = fields.String(load_default="", validate=HOUR)


class ContestEvent(Schema):
    """What every event of `contests.contest` holds."""

    class Meta:
        """Fields of later versions are none of our business."""

        unknown = EXCLUDE

    contest_id = fields.String(required=True, validate=TEXT)


def read(schema: type[Schema], data: dict[str, Any]) -> dict[str, Any]:
    """Return what `schema` reads of an event; raise marshmallow's ValidationError."""
    loaded: dict[str, Any] = _made(schema).load(data)
    return loaded


@cache
def _made(schema: type[Schema]) -> Schema:
    # Making one costs more than loading an event by it.
    return schema()
