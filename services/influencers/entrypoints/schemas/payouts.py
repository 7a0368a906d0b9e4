"""Payouts, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.payout import PayoutState
from services.influencers.entrypoints.schemas.money import money
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Instant, text

MOST_EXPORTED = 100


class PayoutQuery(PageQuery):
    """Which payouts: of one program, of one state."""

    program = text(64, load_default="")
    state = fields.String(validate=validate.OneOf([state.value for state in PayoutState]))


class PayoutSchema(Schema):
    """A payout; `reason` is a slug: why it failed, or what it waits for.

    `partner` is their name, "" once erased or where the caller is the partner. `proposed_by` is ""
    where the rules did, `approved_by` until somebody has.
    `said_returned_by` tells that the money came back, which somebody else confirms.
    """

    id = fields.String(required=True)
    reference = fields.String(required=True)
    program_id = fields.String(required=True)
    program = fields.String(required=True)
    partner_id = fields.String(required=True)
    partner = fields.String(required=True)
    method = fields.String(required=True)
    amount = money()
    state = fields.String(required=True)
    gathered = fields.Boolean(required=True)
    below_minimum = fields.Boolean(required=True)
    reason = fields.String(required=True)
    proposed_by = fields.String(required=True)
    approved_by = fields.String(required=True)
    said_returned_by = fields.String(required=True)
    created_at = Instant(required=True)
    confirmed_at = Instant(required=True, allow_none=True)
    sending_at = Instant(required=True, allow_none=True)
    sent_at = Instant(required=True, allow_none=True)
    completed_at = Instant(required=True, allow_none=True)
    failed_at = Instant(required=True, allow_none=True)
    said_returned_at = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class PaymentsSchema(Schema):
    """What payments run on: `off`, `standin` (no real money) or `stripe`."""

    paid_through = fields.String(required=True)


class PayoutPage(page_schema(PayoutSchema), PaymentsSchema):  # type: ignore[misc]  # made there
    """A page of payouts."""


class LineSchema(Schema):
    """What a payout took of one commission."""

    commission_id = fields.String(required=True)
    cause = fields.String(required=True)
    created_at = Instant(required=True)
    amount = money()


class PayoutWholeSchema(PayoutSchema, PaymentsSchema):
    """A payout with its lines, and why its account takes nothing now ("" where it does)."""

    lines = fields.List(fields.Nested(LineSchema), required=True)
    account_blocked = fields.String(required=True)
    account_end = fields.String(required=True)


class OwedSchema(Schema):
    """What the next payout would bring a partner, and what is missing to one.

    `blocked` says why nothing can be sent, as a slug.
    """

    partner_id = fields.String(required=True)
    partner = fields.String(required=True)
    amount = money()
    missing = money()
    carried = money()
    below_minimum = fields.Boolean(required=True)
    blocked = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)


class OwedPage(page_schema(OwedSchema), PaymentsSchema):  # type: ignore[misc]  # made there
    """A page of a program's partners with what is due to each."""

    program_id = fields.String(required=True)
    program = fields.String(required=True)
    minimum = money()
    next_round_at = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class ProposalBody(Schema):
    """Who is paid; "" is everybody to whom something is due, which a worker proposes."""

    partner_id = text(64, load_default="")


class ProposalAnswer(Schema):
    """The payout that was proposed, "" where a worker proposes several."""

    payout_id = fields.String(required=True)


class ExportBody(Schema):
    """Which payouts a bank carries out, and on which day; the first possible where none is told."""

    payouts = fields.List(
        text(64, shortest=1),
        required=True,
        validate=validate.Length(min=1, max=MOST_EXPORTED),
    )
    on = fields.Date(load_default=None, allow_none=True)


class AskBody(Schema):
    """Of which program a partner asks to be paid."""

    program_id = text(64, shortest=1, required=True)


class PaidSchema(Schema):
    """A payout, as its person may take it out."""

    id = fields.String(required=True)
    amount = money()
    state = fields.String(required=True)
    created_at = Instant(required=True)
    completed_at = Instant(required=True, allow_none=True)


class MoneyOfSchema(Schema):
    """Where a person is paid, whole, and what was paid."""

    method = fields.String(required=True)
    legal_name = fields.String(required=True)
    iban = fields.String(required=True)
    payouts = fields.List(fields.Nested(PaidSchema), required=True)
