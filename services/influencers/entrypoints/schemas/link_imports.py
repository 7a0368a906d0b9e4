"""Files of links, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.entrypoints.schemas.imports import RefusalSchema
from shared.webapp import page_schema
from shared.webapp.fields import Instant


class LinkImportBody(Schema):
    """A file of links."""

    file = fields.String(
        required=True,
        validate=validate.Length(max=900_000),
        metadata={"description": "The bytes of the file (CSV), in base64"},
    )


class LinkImportSummary(Schema):
    """An import: `reached` of `total` lines were looked at, `entered` of them made."""

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    state = fields.String(required=True)
    asked_at = Instant(required=True)
    done_at = Instant(required=True, allow_none=True)
    total = fields.Integer(required=True)
    reached = fields.Integer(required=True)
    entered = fields.Integer(required=True)


class LinkImportSchema(LinkImportSummary):
    """An import with each line that was refused."""

    refused = fields.List(fields.Nested(RefusalSchema), required=True)


LinkImportPage = page_schema(LinkImportSummary)
