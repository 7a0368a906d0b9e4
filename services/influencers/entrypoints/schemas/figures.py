"""Figures of a month of a program, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.entrypoints.schemas.clicks import ClicksSchema, CountsSchema
from services.influencers.entrypoints.schemas.money import money
from services.influencers.entrypoints.schemas.partners import PartnerSchema
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Instant


def _month() -> fields.String:
    return fields.String(
        load_default="", validate=validate.Regexp(r"^(20\d{2}-(0[1-9]|1[0-2]))?\Z")
    )


class MonthQuery(Schema):
    """A month of UTC (`2026-03`): this one where none is given."""

    month = _month()


class MonthPageQuery(PageQuery):
    """A page of partners in such a month."""

    month = _month()


class MonthBroughtSchema(Schema):
    """Sales and leads that began in a month and still count, and what was earned for all of it,
    fees among it, less what was taken back.
    """

    sales = fields.Integer(required=True)
    leads = fields.Integer(required=True)
    earned = money()


class MonthFiguresSchema(Schema):
    """A month of a program; `opened_at` is null for a draft."""

    program_id = fields.String(required=True)
    program = fields.String(required=True)
    opened_at = Instant(required=True, allow_none=True)
    month = fields.String(required=True)
    clicks = fields.Nested(ClicksSchema, required=True)
    brought = fields.Nested(MonthBroughtSchema, required=True)


class MonthPartnerSchema(Schema):
    """A partner with what they brought in a month."""

    partner = fields.Nested(PartnerSchema, required=True)
    counts = fields.Nested(CountsSchema, required=True)
    brought = fields.Nested(MonthBroughtSchema, required=True)


MonthPartnerPage = page_schema(MonthPartnerSchema)
