"""Figures of clicks, as the API reads and shows them."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.influencers.domain.click import Verdict
from services.influencers.entrypoints.schemas.partners import PartnerSchema
from shared.webapp import PageQuery, page_schema

MOST_DAYS = 800


class DaysQuery(Schema):
    """From which day to which, both included: the last 30 where none is given."""

    since = fields.Date(load_default=None)
    until = fields.Date(load_default=None)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        since, until = data["since"], data["until"]
        if since and until and not 0 <= (until - since).days < MOST_DAYS:
            raise ValidationError("Not before since, and at most 800 days.", "until")


class PartnerDaysQuery(DaysQuery):
    """The same, in one program if given."""

    program_id = fields.String(load_default="", validate=validate.Length(max=64))


class RankingQuery(PageQuery):
    """A page of a ranking, of one month if given (`2026-03`)."""

    month = fields.String(load_default="", validate=validate.Regexp(r"^(\d{4}-(0[1-9]|1[0-2]))?\Z"))


CountsSchema = Schema.from_dict(
    {verdict.value: fields.Integer(required=True) for verdict in Verdict}, name="ClickCounts"
)


class DayClicksSchema(Schema):
    """The clicks of a day (of UTC), by verdict."""

    day = fields.String(required=True)
    counts = fields.Nested(CountsSchema, required=True)


class ClicksSchema(Schema):
    """Clicks by day and verdict; days without any are left out."""

    since = fields.String(required=True)
    until = fields.String(required=True)
    days = fields.List(fields.Nested(DayClicksSchema), required=True)
    total = fields.Nested(CountsSchema, required=True)


class RankedSchema(Schema):
    """A partner in a ranking."""

    partner = fields.Nested(PartnerSchema, required=True)
    counts = fields.Nested(CountsSchema, required=True)


RankingPage = page_schema(RankedSchema)
