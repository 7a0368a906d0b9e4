"""What this service reads of its own events; fields of later versions are none of its business."""

from marshmallow import EXCLUDE, Schema, fields, validate

ID = validate.Length(min=1, max=200)


class Reading(Schema):
    """Every event names its contest."""

    class Meta:
        """Unknown fields are ignored."""

        unknown = EXCLUDE

    contest_id = fields.String(required=True, validate=ID)


class EntryReading(Reading):
    """An event of an entry."""

    entry_id = fields.String(required=True, validate=ID)


class WithdrawnReading(EntryReading):
    """`entry.withdrawn`."""

    at = fields.AwareDateTime(required=True, format="iso")


class AmendedReading(Reading):
    """`contest.amended`; values that are no text are not said in mails."""

    field = fields.String(required=True, validate=ID)
    reason = fields.String(required=True)
    before = fields.Raw(load_default=None, allow_none=True)
    after = fields.Raw(load_default=None, allow_none=True)


class PostponedReading(Reading):
    """`contest.draw_postponed`."""

    before = fields.String(required=True)
    after = fields.String(required=True)
    reason = fields.String(required=True)


class SeatReading(Schema):
    """One place of a draw."""

    class Meta:
        """Unknown fields are ignored."""

        unknown = EXCLUDE

    place = fields.Integer(required=True, strict=True)
    ref = fields.String(required=True, validate=ID)
    prize = fields.Integer(required=True, strict=True)


class MadeReading(Reading):
    """`draw.made`."""

    digest = fields.String(required=True)
    round = fields.Integer(required=True, strict=True)
    winners = fields.List(fields.Nested(SeatReading), required=True)


class WinnerReading(Reading):
    """An event of one winner."""

    ref = fields.String(required=True, validate=ID)


class NotifiedReading(WinnerReading):
    """`draw.winner_notified` and `draw.skip_notified`."""

    at = fields.AwareDateTime(required=True, format="iso")


class SkippedReading(WinnerReading):
    """`draw.winner_skipped`."""

    code = fields.String(required=True)


class PromotedReading(WinnerReading):
    """`draw.alternate_promoted`."""

    place = fields.Integer(required=True, strict=True)
    prize = fields.Integer(required=True, strict=True)
