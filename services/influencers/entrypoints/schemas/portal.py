"""The portal and the way to it, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.partner import OWN_FIELDS
from services.influencers.domain.portal import ASKING_FIELDS
from services.influencers.entrypoints.schemas.clicks import CountsSchema
from services.influencers.entrypoints.schemas.money import money
from services.influencers.entrypoints.schemas.payouts import PaymentsSchema
from shared.forms.field import LANGUAGES
from shared.forms.schema import schema_of
from shared.webapp.fields import Exactly, Instant, text

LONGEST_TOKEN = 200
AskLinkBody = schema_of(
    ASKING_FIELDS,
    "AskLinkBody",
    language=fields.String(required=True, validate=validate.OneOf(LANGUAGES)),
)
OwnBody = schema_of(OWN_FIELDS, "OwnBody")


class AskAnswer(Schema):
    """The same whoever is known."""

    state = fields.String(required=True)


class TokenBody(Schema):
    """What stands in the address of a mail."""

    token = text(LONGEST_TOKEN, shortest=1, required=True)


class OpenLinkSchema(Schema):
    """A link that still lets somebody in, and until when."""

    expires_at = Instant(required=True)


class EnteredSchema(Schema):
    """Whom a link let in."""

    partner_id = fields.String(required=True)


class KeptBackSchema(Schema):
    """What one reason keeps back: `waited` until `until`, any other until somebody decides.

    `actions`: `appeal`, where the partner may still ask for that decision.
    """

    reason = fields.String(required=True)
    amount = money()
    lines = fields.Integer(required=True)
    until = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class OwnBalanceSchema(Schema):
    """Where the money of a partner in a program is; the last five add up to what was earned."""

    earned = money()
    pending = money()
    held = money()
    payable = money()
    on_its_way = money()
    paid = money()


class StandingSchema(Schema):
    """Where a partner stands in a program.

    `settings` are what the program promises this partner, with its terms. `due` is what the next
    payout brings, `missing` what is missing to the `minimum`, `carried` a debt that waits.
    """

    id = fields.String(required=True)
    enrollment_id = fields.String(required=True)
    state = fields.String(required=True)
    program_state = fields.String(required=True)
    settings = fields.Dict(required=True)
    terms_hash = fields.String(required=True)
    accepted_hash = fields.String(required=True)
    accepted_in = fields.String(required=True)
    accepted_at = Instant(required=True, allow_none=True)
    balance = fields.Nested(OwnBalanceSchema, required=True)
    due = money()
    missing = money()
    carried = money()
    minimum = money()
    next_round_at = Instant(required=True, allow_none=True)
    kept_back = fields.List(fields.Nested(KeptBackSchema), required=True)
    actions = fields.List(fields.String(), required=True)


class OwnLinkSchema(Schema):
    """A link of the partner; `leads` says whether it leads to its destination now."""

    key = fields.String(required=True)
    url = fields.String(required=True)
    program_id = fields.String(required=True)
    contest_id = fields.String(required=True)
    leads = fields.Boolean(required=True)


class OwnCodeSchema(Schema):
    """A discount code of the partner that works."""

    code = fields.String(required=True)
    program_id = fields.String(required=True)


class OwnDaySchema(Schema):
    """What came on a day (of UTC): counts, never whose."""

    day = fields.String(required=True)
    clicks = fields.Nested(CountsSchema, required=True)
    entries = fields.Integer(required=True)
    sales = fields.Integer(required=True)


class WaySchema(Schema):
    """How a partner is paid ("": nobody said), and why nothing can be sent ("": it can)."""

    method = fields.String(required=True)
    blocked = fields.String(required=True)


class HomeSchema(PaymentsSchema):
    """The first page of a portal; counts are of the days from `since` to `until`, both included."""

    programs = fields.List(fields.Nested(StandingSchema), required=True)
    links = fields.List(fields.Nested(OwnLinkSchema), required=True)
    codes = fields.List(fields.Nested(OwnCodeSchema), required=True)
    since = fields.String(required=True)
    until = fields.String(required=True)
    clicks = fields.Nested(CountsSchema, required=True)
    entries = fields.Integer(required=True)
    sales = fields.Integer(required=True)
    days = fields.List(fields.Nested(OwnDaySchema), required=True)
    account = fields.Nested(WaySchema, required=True)


class AcceptBody(Schema):
    """The terms that were shown, in which language; both boxes have to be ticked."""

    terms_hash = fields.String(required=True, validate=Exactly(r"[0-9a-f]{64}"))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    of_age = fields.Boolean(required=True, validate=validate.Equal(True))
    accept_terms = fields.Boolean(required=True, validate=validate.Equal(True))


class AppealBody(Schema):
    """The reason about which a decision is asked for."""

    reason = text(64, shortest=1, required=True)


class AppealedSchema(Schema):
    """About how many commissions a decision was asked for just now."""

    lines = fields.Integer(required=True)


class AnsweredSchema(Schema):
    """Where the partner stands now."""

    state = fields.String(required=True)


class OwnSchema(Schema):
    """What is kept of the partner who calls."""

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
