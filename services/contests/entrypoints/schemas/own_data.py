"""All that is kept of a person, as they take it away."""

from marshmallow import Schema, fields

from services.contests.entrypoints.schemas.entries import OwnPrizeSchema
from services.contests.entrypoints.schemas.people import PersonMailSchema, WordedConsentSchema
from services.contests.entrypoints.schemas.winners import WinnerLetterAnswer
from shared.webapp.fields import Instant


class OwnContestSchema(Schema):
    """Which contest it was, and who runs it."""

    id = fields.String(required=True)
    slug = fields.String(required=True)
    titles = fields.Dict(keys=fields.String(), required=True)
    organiser = fields.Dict(keys=fields.String(), required=True)


class NewsletterConsentSchema(Schema):
    """A consent to the newsletter, with its proof."""

    organiser = fields.String(required=True)
    email = fields.String(required=True)
    first_name = fields.String(required=True)
    text = fields.String(required=True)
    language = fields.String(required=True)
    ticked_at = Instant(required=True)
    confirmed_at = Instant(required=True)
    kept_until = Instant(required=True)


class OwnPrizeDataSchema(OwnPrizeSchema):
    """The same with what the team wrote about it."""

    letters = fields.List(fields.Nested(WinnerLetterAnswer), required=True)


class EntryDataSchema(Schema):
    """An entry, whole. What was erased is "" or empty."""

    made_at = Instant(required=True)
    contest = fields.Nested(OwnContestSchema, required=True)
    ref = fields.String(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True)
    first_name = fields.String(required=True)
    email = fields.String(required=True)
    country = fields.String(required=True)
    language = fields.String(required=True)
    source = fields.String(required=True)
    link = fields.String(
        required=True,
        metadata={"description": "The key of the partner's link that led to the form"},
    )
    answers = fields.Dict(keys=fields.String(), required=True)
    hints = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Why somebody of the team may have looked at the entry"},
    )
    weight = fields.Integer(required=True)
    submitted_at = Instant(required=True)
    confirmed_at = Instant(allow_none=True)
    kept_until = Instant(allow_none=True)
    consents = fields.List(fields.Nested(WordedConsentSchema), required=True)
    receipt = fields.Dict(allow_none=True)
    prize = fields.Nested(OwnPrizeDataSchema, allow_none=True)
    mails = fields.List(fields.Nested(PersonMailSchema), required=True)


class OwnDataSchema(EntryDataSchema):
    """The same with the consents of its address to the newsletter."""

    newsletter = fields.List(fields.Nested(NewsletterConsentSchema), required=True)
