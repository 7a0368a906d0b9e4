"""Discount codes, as the API reads and shows them."""

from marshmallow import Schema, fields

from shared.webapp import page_schema
from shared.webapp.fields import Instant, text


class CodeBody(Schema):
    """A code to make, as buyers will type it; capitals and blanks do not count."""

    program_id = text(64, shortest=1, required=True)
    code = text(80, shortest=1, required=True)


class CodeSchema(Schema):
    """A discount code; `actions` are what the caller may do now."""

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    partner_id = fields.String(required=True)
    code = fields.String(required=True)
    created_at = Instant(required=True)
    disabled_at = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


CodePage = page_schema(CodeSchema)
