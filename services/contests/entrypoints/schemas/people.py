"""People of a contest, as the API finds and shows them to whoever may read them."""

from marshmallow import Schema, fields, validate

from services.contests.domain.entry import EntryState
from services.contests.entrypoints.schemas.entries import SOURCE, ConsentSchema, EntrySchema
from services.contests.entrypoints.schemas.winners import WinnersContestAnswer
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
    """An address: never a part of an address of ours, which logs and histories keep."""

    email = text(320, shortest=1, required=True)


class PersonMailSchema(Schema):
    """A mail to a person, and what became of it: `waiting`, `sent`, `refused` or `dropped`."""

    purpose = fields.String(required=True)
    state = fields.String(required=True)
    written_at = Instant(attribute="created_at", required=True)
    ended_at = Instant(required=True, allow_none=True)


class PersonSchema(EntrySchema):
    """An entry with its person; name, address and country are "" once they are erased."""

    first_name = fields.String(required=True)
    email = fields.String(required=True)
    country = fields.String(required=True)
    language = fields.String(required=True)
    consents = fields.List(fields.Nested(ConsentSchema), required=True)
    mails = fields.List(fields.Nested(PersonMailSchema), required=True)


class PeopleContestSchema(WinnersContestAnswer):
    """The contest of a page of people: until when they can confirm, null where none can.

    `actions` are what the caller may do with whoever is still named: `erase_person`.
    """

    confirm_until = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class PeopleAnswer(Schema):
    """A page of people and their contest."""

    contest = fields.Nested(PeopleContestSchema, required=True)
    items = fields.List(fields.Nested(PersonSchema), required=True)
    after = fields.String(required=True, allow_none=True)
