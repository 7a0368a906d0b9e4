"""What contests answer about one address, whole."""

from marshmallow import Schema, fields

from services.contests.entrypoints.schemas.own_data import (
    EntryDataSchema,
    NewsletterConsentSchema,
)


class PersonDataSchema(Schema):
    """Everything of an address, whole."""

    entries = fields.List(fields.Nested(EntryDataSchema), required=True)
    newsletter = fields.List(
        fields.Nested(NewsletterConsentSchema), attribute="consents", required=True
    )
