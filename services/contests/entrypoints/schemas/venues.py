"""Venues, as the API reads and shows them."""

from marshmallow import Schema, fields

from services.contests.domain.contest.form.venue import VENUE_FIELDS
from shared.forms.schema import schema_of
from shared.webapp.fields import Instant, text

NewVenueSchema = schema_of(VENUE_FIELDS, "NewVenue")


class ClosedVenueSchema(Schema):
    """The network of a venue that ends."""

    network = text(60, required=True)


class VenueSchema(Schema):
    """A venue that is open: `network` is "" where it is all of them."""

    network = fields.String(required=True)
    until = Instant(required=True)
    per_hour = fields.Integer(required=True)
