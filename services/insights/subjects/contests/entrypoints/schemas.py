"""What is answered about a contest."""

from marshmallow import Schema, fields


class Totals(Schema):
    """Entries by what became of them."""

    submitted = fields.Integer()
    confirmed = fields.Integer()
    refused = fields.Integer()
    excluded = fields.Integer()
    withdrawn = fields.Integer()
    lapsed = fields.Integer()


class HourLine(Schema):
    """Entries that were submitted in one hour (UTC)."""

    hour = fields.String()
    submitted = fields.Integer()
    confirmed = fields.Integer()
    refused = fields.Integer()


class SourceLine(Schema):
    """Entries that came from one source."""

    source = fields.String()
    submitted = fields.Integer()
    confirmed = fields.Integer()
    refused = fields.Integer()


class OtherSources(Schema):
    """The sum of the sources that have no line of their own."""

    submitted = fields.Integer()
    confirmed = fields.Integer()
    refused = fields.Integer()


class ReasonLine(Schema):
    """Refusals and exclusions with one reason."""

    state = fields.String()
    reason = fields.String()
    count = fields.Integer()


class FiguresAnswer(Schema):
    """The figures of a contest."""

    contest_id = fields.String()
    contest_state = fields.String()
    entries = fields.Nested(Totals)
    by_hour = fields.List(fields.Nested(HourLine))
    by_source = fields.List(fields.Nested(SourceLine))
    other_sources = fields.Nested(OtherSources)
    by_reason = fields.List(fields.Nested(ReasonLine))
