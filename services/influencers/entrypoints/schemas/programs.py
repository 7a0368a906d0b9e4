"""Programs, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.program import FIELDS, State
from shared.forms.schema import schema_of
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Instant

SettingsSchema = schema_of(FIELDS, "ProgramSettings", under="settings", draft=True)


class NewProgramSchema(Schema):
    """A draft to create."""

    settings = fields.Nested(SettingsSchema, load_default=dict)


class SavedProgramSchema(Schema):
    """A change of a draft: members replace those of the same name, null takes one back."""

    settings = fields.Nested(SettingsSchema, required=True)


class ProgramQuery(PageQuery):
    """The query of the list of programs."""

    state = fields.String(validate=validate.OneOf([state.value for state in State]))


class ProgramSummarySchema(Schema):
    """A program in a list."""

    id = fields.String(required=True)
    state = fields.String(required=True)
    version = fields.Integer(required=True)
    settings = fields.Dict(required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    actions = fields.List(fields.String(), required=True)


class ProgramBlockingSchema(Schema):
    """One reason why a program cannot open."""

    field = fields.String(required=True)
    code = fields.String(required=True)
    params = fields.Dict(required=True)


class ProgramSchema(ProgramSummarySchema):
    """A program for its team.

    `actions` are what the caller may do now, `counts` how many enrolments there are by state;
    `terms_hash` stands for the terms in both languages, "" before the opening.
    """

    blocking = fields.List(fields.Nested(ProgramBlockingSchema), required=True)
    terms_hash = fields.String(required=True)
    opened_at = Instant(required=True, allow_none=True)
    ended_at = Instant(required=True, allow_none=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class ProgramPage(page_schema(ProgramSummarySchema)):  # type: ignore[misc]  # made there
    """A page of programs; `actions` are what the caller may do with none of them."""

    actions = fields.List(fields.String(), required=True)


class OpenProgramSchema(Schema):
    """An open program for everybody: what is promised, and the terms that one would accept."""

    id = fields.String(required=True)
    settings = fields.Dict(required=True)
    terms_hash = fields.String(required=True)
