"""Partners and enrolments, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.enrollment import EnrollmentState
from services.influencers.domain.partner import APPLICATION_FIELDS, KINDS, PARTNER_FIELDS
from shared.forms.field import LANGUAGES
from shared.forms.schema import schema_of
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Exactly, Instant, text

PartnerBody = schema_of(PARTNER_FIELDS, "PartnerBody")
ApplicationBody = schema_of(
    APPLICATION_FIELDS,
    "Application",
    language=fields.String(required=True, validate=validate.OneOf(LANGUAGES)),
    terms_hash=fields.String(required=True, validate=Exactly(r"[0-9a-f]{64}")),
)


class PartnerQuery(PageQuery):
    """Which partners: of one kind, of one country."""

    kind = fields.String(validate=validate.OneOf([each.value for each in KINDS]))
    country = fields.String(validate=Exactly(r"[A-Z]{2}"))


class PartnerSearchBody(PageQuery):
    """A whole address, or how a name begins: in a body, as addresses of ours are kept by logs."""

    text = text(320, shortest=1, required=True)


class PartnerSchema(Schema):
    """A partner; name, address, country and source are "" once they are erased."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)
    kind = fields.String(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    country = fields.String(required=True)
    language = fields.String(required=True)
    source = fields.String(required=True)
    legal_basis = fields.String(required=True)
    vat = fields.String(required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    erased_at = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class PartnerPage(page_schema(PartnerSchema)):  # type: ignore[misc]  # made there
    """A page of partners; `actions` are what the caller may do with none of them."""

    actions = fields.List(fields.String(), required=True)


class EnrollmentSchema(Schema):
    """A partner in a program; `actions` are what the caller may decide now.

    `terms_hash`, `accepted_at` and `accepted_in` say which terms were accepted, when, in which
    language; `of_age_at` when the partner declared to be 18. `decided_by` is an account.
    """

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    program_name = fields.String(required=True)
    partner_id = fields.String(required=True)
    state = fields.String(required=True)
    group = fields.String(required=True)
    groups = fields.List(fields.String(), required=True)
    terms_hash = fields.String(required=True)
    accepted_in = fields.String(required=True)
    accepted_at = Instant(required=True, allow_none=True)
    of_age_at = Instant(required=True, allow_none=True)
    created_at = Instant(required=True)
    decided_at = Instant(required=True, allow_none=True)
    decided_by = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)


class OfferedProgramSchema(Schema):
    """An open program that a partner is not in."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    groups = fields.List(fields.String(), required=True)


class PartnerWholeSchema(PartnerSchema):
    """A partner with every program they are in, and those that they may be asked into."""

    enrollments = fields.List(fields.Nested(EnrollmentSchema), required=True)
    programs = fields.List(fields.Nested(OfferedProgramSchema), required=True)


class InvitationBody(Schema):
    """Which program a partner is asked into; `group` "" has the program's own rates."""

    program_id = text(64, shortest=1, required=True)
    group = text(80, load_default="")


class DecisionBody(Schema):
    """What is decided besides: another group from now on, null leaves it."""

    group = text(80, load_default=None, allow_none=True)


class EnrolledQuery(PageQuery):
    """Which partners of a program: of one state."""

    state = fields.String(validate=validate.OneOf([state.value for state in EnrollmentState]))


class EnrolledItemSchema(Schema):
    """A partner of a program."""

    enrollment = fields.Nested(EnrollmentSchema, required=True)
    partner = fields.Nested(PartnerSchema, required=True)


class EnrolledPage(page_schema(EnrolledItemSchema)):  # type: ignore[misc]  # made there
    """A page of a program's partners."""

    program = fields.Nested(OfferedProgramSchema, required=True)


class ApplicationAnswer(Schema):
    """The same for everybody: nothing in it tells who is known."""

    state = fields.String(required=True)
