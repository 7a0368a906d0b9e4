"""People of a contest, as the API finds and shows them to whoever may read them."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.contests.domain.entry import CORRECTED_BY_STAFF, EntryState
from services.contests.entrypoints.schemas.entries import SOURCE, ConsentSchema, EntrySchema
from services.contests.entrypoints.schemas.winners import WinnersContestAnswer
from shared.forms.schema import schema_of
from shared.webapp import PageQuery
from shared.webapp.fields import Exactly, Instant, text


class PeopleQuery(PageQuery):
    """Which people: of one state, and of one country or of one source ("" for none)."""

    state = fields.String(validate=validate.OneOf([state.value for state in EntryState]))
    country = fields.String(load_default=None, validate=Exactly(r"^(?:[A-Z]{2})?$"))
    source = fields.String(load_default=None, validate=SOURCE)
    hinted = fields.Boolean(
        load_default=False,
        metadata={"description": "Confirmed people who deserve a look, whatever else is asked"},
    )


class PeopleSearchBody(PageQuery):
    """An address, a ref or how a first name begins.

    In a body: never a part of an address of ours, which logs and histories keep. `email` takes an
    address alone.
    """

    sought = text(320, shortest=1)
    email = text(320, shortest=1)

    @validates_schema
    def _one(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if ("sought" in data) is ("email" in data):
            raise ValidationError("Missing data for required field.", "sought")


class PersonMailSchema(Schema):
    """A mail to a person, and what became of it: `waiting`, `sent`, `refused` or `dropped`."""

    purpose = fields.String(required=True)
    state = fields.String(required=True)
    written_at = Instant(attribute="created_at", required=True)
    ended_at = Instant(required=True, allow_none=True)


PersonCorrectionSchema = schema_of(CORRECTED_BY_STAFF, "PersonCorrection")


class WordedConsentSchema(ConsentSchema):
    """A consent with its exact text; null where the contest does not hold it any more."""

    text = fields.String(allow_none=True)


class CorrectionMadeSchema(Schema):
    """Which fields were put right, and when: by an account, or by the person ("")."""

    fields_ = fields.List(fields.String(), attribute="fields", data_key="fields", required=True)
    at = Instant(required=True)
    by = fields.String(required=True)


class LetterTextSchema(Schema):
    """A letter of the team as it was sent, in the language of the person."""

    subject = fields.String(required=True)
    text = fields.String(required=True)


class PersonLetterSchema(PersonMailSchema):
    """A mail with the letter that it brought; null where its text is not kept."""

    letter = fields.Nested(LetterTextSchema, required=True, allow_none=True)


class PersonSchema(EntrySchema):
    """An entry with its person; name, address and country are "" once they are erased.

    `actions` has `correct_person` while name and country may be put right; `version` is what
    If-Match then names.
    """

    first_name = fields.String(required=True)
    email = fields.String(required=True)
    country = fields.String(required=True)
    language = fields.String(required=True)
    version = fields.Integer(required=True)
    consents = fields.List(fields.Nested(WordedConsentSchema), required=True)
    corrections = fields.List(fields.Nested(CorrectionMadeSchema), required=True)
    mails = fields.List(fields.Nested(PersonLetterSchema), required=True)


class PeopleContestSchema(WinnersContestAnswer):
    """The contest of a page of people: until when they can confirm, null where none can.

    `actions` are what the caller may do with whoever is still named: `erase_person`.
    """

    confirm_until = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class PeopleAnswer(Schema):
    """A page of people and their contest.

    `countries` are those that somebody is of, of a list alone: of a search or one person, none.
    """

    contest = fields.Nested(PeopleContestSchema, required=True)
    items = fields.List(fields.Nested(PersonSchema), required=True)
    after = fields.String(required=True, allow_none=True)
    countries = fields.List(fields.String(), required=True)
