"""Orders, leads, decisions and commissions, as the API shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.commission import HOLD_REASONS
from services.influencers.entrypoints.schemas.codes import CodeSchema
from services.influencers.entrypoints.schemas.money import MoneyShown, money
from services.influencers.entrypoints.schemas.partners import OfferedProgramSchema
from shared.ledger import Standing
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Instant, text


class EntrySchema(Schema):
    """An entry of a commission; `by` is an account, "" for the rules."""

    kind = fields.String(required=True)
    at = Instant(required=True)
    amount = fields.Integer(required=True)
    reason = fields.String(required=True)
    by = fields.String(required=True)


class CommissionSchema(Schema):
    """A commission: where it stands, why it is kept back, each entry.

    `reasons` begin with `waited` while the time for returns runs (until `wait_until`); `void` says
    why it earns nothing, `uncapped` what it would be without a cap.
    """

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    partner_id = fields.String(required=True)
    partner_name = fields.String(required=True)
    cause = fields.String(required=True)
    standing = fields.String(required=True)
    earned = money()
    payable = money()
    paid = money()
    reasons = fields.List(fields.String(), required=True)
    void = fields.String(required=True)
    uncapped = fields.Nested(MoneyShown, required=True, allow_none=True)
    order_id = fields.String(required=True)
    line_id = fields.String(required=True)
    created_at = Instant(required=True)
    wait_until = Instant(required=True)
    appealed_at = Instant(required=True, allow_none=True)
    entries = fields.List(fields.Nested(EntrySchema), required=True)
    actions = fields.List(fields.String(), required=True)


CommissionPage = page_schema(CommissionSchema)


class WholeCommissionSchema(CommissionSchema):
    """A commission with what earned it: `of` is `order`, `lead`, or "" for a fee.

    `held_for` are the reasons that somebody has to decide about.
    """

    program_name = fields.String(required=True)
    of = fields.String(required=True)
    reference = fields.String(required=True)
    held_for = fields.List(fields.String(), required=True)


class BalanceSchema(Schema):
    """Where the money of a partner of a program is; the five add up to `earned`."""

    program_id = fields.String(required=True)
    program_name = fields.String(required=True)
    earned = money()
    pending = money()
    held = money()
    payable = money()
    on_its_way = money()
    paid = money()


class EarningsSchema(Schema):
    """What a partner earns: by program, the newest commissions, their discount codes.

    `programs` are those in which a code may be made for them.
    """

    balances = fields.List(fields.Nested(BalanceSchema), required=True)
    commissions = fields.List(fields.Nested(CommissionSchema), required=True)
    codes = fields.List(fields.Nested(CodeSchema), required=True)
    programs = fields.List(fields.Nested(OfferedProgramSchema), required=True)
    actions = fields.List(fields.String(), required=True)


class CommissionQuery(PageQuery):
    """Which commissions: of one standing."""

    standing = fields.String(validate=validate.OneOf([each.value for each in Standing]))


class LostSchema(Schema):
    """What might have brought it and did not, and why."""

    way = fields.String(required=True)
    source = fields.String(required=True)
    partner_id = fields.String(required=True)
    partner_name = fields.String(required=True)
    at = Instant(required=True)
    why = fields.String(required=True)


class DecisionSchema(Schema):
    """Who brought a line, why, and what lost; `partner_id` is "" where nobody did.

    `revision` counts decisions; `by` and `note` are of whoever decided anew.
    """

    id = fields.String(required=True)
    partner_id = fields.String(required=True)
    partner_name = fields.String(required=True)
    way = fields.String(required=True)
    source = fields.String(required=True)
    why = fields.String(required=True)
    over = fields.Boolean(required=True)
    suspicions = fields.List(fields.String(), required=True)
    revision = fields.Integer(required=True)
    decided_at = Instant(required=True)
    by = fields.String(required=True)
    note = fields.String(required=True)
    lost = fields.List(fields.Nested(LostSchema), required=True)
    actions = fields.List(fields.String(), required=True)


class OrderSchema(Schema):
    """An order in a list; `sold_at` is null while only refunds of it are known."""

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    reference = fields.String(required=True)
    sold_at = Instant(required=True, allow_none=True)
    created_at = Instant(required=True)
    total = money()
    refunded = money()
    waiting = money()
    decided = fields.Boolean(required=True)
    line_count = fields.Integer(required=True)
    actions = fields.List(fields.String(), required=True)


OrderPage = page_schema(OrderSchema)


class LineShown(Schema):
    """A line of an order; null where nothing is decided yet."""

    id = fields.String(required=True)
    amount = money()
    refunded = money()
    decision = fields.Nested(DecisionSchema, required=True, allow_none=True)
    commissions = fields.List(fields.Nested(CommissionSchema), required=True)


class RefundShown(Schema):
    """A refund as it was told."""

    id = fields.String(required=True)
    line_id = fields.String(required=True)
    amount = money()
    at = Instant(required=True)


class WholeOrderSchema(OrderSchema):
    """An order with who brought each line and what it earned."""

    program_name = fields.String(required=True)
    code = fields.String(required=True)
    link = fields.String(required=True)
    click_id = fields.String(required=True)
    lines = fields.List(fields.Nested(LineShown), required=True)
    refunds = fields.List(fields.Nested(RefundShown), required=True)


class LeadShown(Schema):
    """A lead; `gone` says why it counts no more, "" while it does."""

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    reference = fields.String(required=True)
    came_at = Instant(required=True, allow_none=True)
    created_at = Instant(required=True)
    gone = fields.String(required=True)
    decided = fields.Boolean(required=True)
    actions = fields.List(fields.String(), required=True)


LeadPage = page_schema(LeadShown)


class WholeLeadSchema(LeadShown):
    """A lead with who brought it and what it earned."""

    program_name = fields.String(required=True)
    code = fields.String(required=True)
    link = fields.String(required=True)
    click_id = fields.String(required=True)
    decision = fields.Nested(DecisionSchema, required=True, allow_none=True)
    commissions = fields.List(fields.Nested(CommissionSchema), required=True)


class DecideBody(Schema):
    """Who brought it, "" for nobody, and why that is decided anew."""

    partner_id = text(64, load_default="")
    note = text(500, shortest=1, required=True)


class HoldBody(Schema):
    """Why it is kept back."""

    reason = fields.String(required=True, validate=validate.OneOf(HOLD_REASONS))


class ReleaseBody(Schema):
    """Which hold is let go, by its reason."""

    reason = text(64, shortest=1, required=True)
