"""Statements, as the API shows them. Amounts are signed minor units; sums add up to the unit."""

from marshmallow import Schema, fields

from services.influencers.entrypoints.schemas.money import money
from services.influencers.entrypoints.schemas.payouts import PayoutPage
from shared.webapp.fields import Instant


class MonthSchema(Schema):
    """A month of which there is a statement; not `settled` while more may happen in it."""

    month = fields.String(required=True)
    settled = fields.Boolean(required=True)


class StatementsSchema(Schema):
    """The months since something was earned first, and a page of payouts, the newest first."""

    months = fields.List(fields.Nested(MonthSchema), required=True)
    payouts = fields.Nested(PayoutPage, required=True)


class WhoseSchema(Schema):
    """Whose statement it is: `partner` is their name, "" once erased, `vat` a slug."""

    partner_id = fields.String(required=True)
    partner = fields.String(required=True)
    vat = fields.String(required=True)


class ChangeSchema(Schema):
    """What happened: from what is owed and has not arrived, to the same afterwards.

    `taken_back` and `paid` are negative; `closing` is the sum of the others.
    """

    opening = money()
    earned = money()
    taken_back = money()
    corrected = money()
    paid = money()
    came_back = money()
    closing = money()


class StatementLineSchema(ChangeSchema):
    """A commission to which something happened, or of which something is still owed.

    `standing`, `kept_for` and `on_its_way`, what payouts took that have not arrived, are those at
    the end; `because` says why something was taken back or corrected, in slugs.
    """

    commission_id = fields.String(required=True)
    reference = fields.String(required=True)
    cause = fields.String(required=True)
    created_at = Instant(required=True)
    wait_until = Instant(required=True)
    on_its_way = money()
    standing = fields.String(required=True)
    kept_for = fields.List(fields.String(), required=True)
    because = fields.List(fields.String(), required=True)


class KeptSchema(Schema):
    """What is kept back at the end for one reason: of how many commissions, and how much."""

    reason = fields.String(required=True)
    count = fields.Integer(required=True)
    amount = money()
    until = Instant(required=True)


class BroughtSchema(Schema):
    """What a payout brought in this month; negative where that came back."""

    payout_id = fields.String(required=True)
    reference = fields.String(required=True)
    amount = money()


class PartSchema(ChangeSchema):
    """What one program did in a month; `organiser` is who pays.

    `closing` is `pending + held + payable + on_its_way`, as they stand at the end of the month. A
    negative `payable` is carried by the next payout.
    """

    program_id = fields.String(required=True)
    program = fields.String(required=True)
    organiser = fields.String(required=True)
    pending = money()
    held = money()
    payable = money()
    on_its_way = money()
    kept = fields.List(fields.Nested(KeptSchema), required=True)
    brought = fields.List(fields.Nested(BroughtSchema), required=True)
    lines = fields.List(fields.Nested(StatementLineSchema), required=True)


class MonthStatementSchema(MonthSchema, WhoseSchema):
    """The statement of a month, of each program. It is not an invoice."""

    since = Instant(required=True)
    until = Instant(required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)


class PaidLineSchema(Schema):
    """What a payout took of a commission: the sum of the four sums before it."""

    commission_id = fields.String(required=True)
    reference = fields.String(required=True)
    cause = fields.String(required=True)
    created_at = Instant(required=True)
    earned = money()
    taken_back = money()
    corrected = money()
    paid_before = money()
    amount = money()


class PayoutStatementSchema(WhoseSchema):
    """The statement of a payout, named by it. It is not an invoice."""

    payout_id = fields.String(required=True)
    reference = fields.String(required=True)
    program_id = fields.String(required=True)
    program = fields.String(required=True)
    organiser = fields.String(required=True)
    method = fields.String(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True)
    below_minimum = fields.Boolean(required=True)
    created_at = Instant(required=True)
    sent_at = Instant(required=True, allow_none=True)
    completed_at = Instant(required=True, allow_none=True)
    failed_at = Instant(required=True, allow_none=True)
    amount = money()
    lines = fields.List(fields.Nested(PaidLineSchema), required=True)
