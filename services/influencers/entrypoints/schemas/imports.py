"""Imports of partners, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.partner import IMPORT_FIELDS
from shared.forms.schema import schema_of
from shared.webapp import page_schema
from shared.webapp.fields import Instant

ImportBody = schema_of(
    IMPORT_FIELDS,
    "ImportBody",
    file=fields.String(
        required=True,
        validate=validate.Length(max=900_000),
        metadata={"description": "The bytes of the file (CSV), in base64"},
    ),
)


class RefusalSchema(Schema):
    """A line that was not taken: its number in the file, the field that is wrong, why."""

    line = fields.Integer(required=True)
    field = fields.String(required=True)
    code = fields.String(required=True)


class ImportSummarySchema(Schema):
    """An import: `reached` of `total` lines were looked at, `entered` of them taken."""

    id = fields.String(required=True)
    state = fields.String(required=True)
    source = fields.String(required=True)
    asked_at = Instant(required=True)
    done_at = Instant(required=True, allow_none=True)
    total = fields.Integer(required=True)
    reached = fields.Integer(required=True)
    entered = fields.Integer(required=True)


class ImportSchema(ImportSummarySchema):
    """An import with each line that was refused."""

    refused = fields.List(fields.Nested(RefusalSchema), required=True)


ImportPage = page_schema(ImportSummarySchema)
