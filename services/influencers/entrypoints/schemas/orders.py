"""Orders, refunds, corrections and leads, as the API reads them, and its answers.

Each part of a delivery is read by the schema of its type, so that one that is wrong holds back no
other.
"""

from collections.abc import Mapping

from marshmallow import Schema, fields, validate

from services.influencers.domain.commission import MOST_MINOR_UNITS
from shared.webapp import page_schema
from shared.webapp.fields import Exactly, Instant, Whole, text

MOST_PARTS = 500
MOST_LINES = 200


class AmountSchema(Schema):
    """An amount in whole minor units (1250 is 12.50 EUR) of the program's currency."""

    amount = Whole(required=True, validate=validate.Range(min=0, max=MOST_MINOR_UNITS))
    currency = fields.String(required=True, validate=Exactly(r"[A-Z]{3}"))


class LineSchema(Schema):
    """A line of an order, its amount before tax."""

    line_id = text(128, shortest=1, required=True)
    amount = fields.Nested(AmountSchema, required=True)


class CluesSchema(Schema):
    """What may lead to a partner; of `buyer`, an address, only what stands for it is kept."""

    type = text(40, required=True)
    code = text(80, load_default="")
    link = text(80, load_default="")
    click_id = text(64, load_default="")
    buyer = text(320, load_default="")


class SaleSchema(CluesSchema):
    """An order that was paid; `order_id` and `line_id` are the shop's own."""

    order_id = text(128, shortest=1, required=True)
    ordered_at = Instant(required=True)
    lines = fields.List(
        fields.Nested(LineSchema), required=True, validate=validate.Length(min=1, max=MOST_LINES)
    )


class RefundSchema(Schema):
    """Something that was given back, of a line, or of the whole order without `line_id`."""

    type = text(40, required=True)
    order_id = text(128, shortest=1, required=True)
    refund_id = text(128, shortest=1, required=True)
    amount = fields.Nested(AmountSchema, required=True)
    line_id = text(128, load_default="")


class CorrectionSchema(Schema):
    """`amount` is what is left of a line; it is never more than was."""

    type = text(40, required=True)
    order_id = text(128, shortest=1, required=True)
    correction_id = text(128, shortest=1, required=True)
    line_id = text(128, shortest=1, required=True)
    amount = fields.Nested(AmountSchema, required=True)


class LeadSchema(CluesSchema):
    """Somebody who came and left their name; `lead_id` is the sender's own."""

    lead_id = text(128, shortest=1, required=True)
    came_at = Instant(required=True)


class WithdrawalSchema(Schema):
    """A lead that is gone."""

    type = text(40, required=True)
    lead_id = text(128, shortest=1, required=True)


ORDER_PARTS: Mapping[str, type[Schema]] = {
    "sale": SaleSchema,
    "refund": RefundSchema,
    "correction": CorrectionSchema,
}
LEAD_PARTS: Mapping[str, type[Schema]] = {"lead": LeadSchema, "withdrawal": WithdrawalSchema}


class OrdersBody(Schema):
    """What happened with orders, each with its `type`: `sale`, `refund` or `correction`."""

    program_id = text(64, shortest=1, required=True)
    orders = fields.List(
        fields.Dict(), required=True, validate=validate.Length(min=1, max=MOST_PARTS)
    )


class LeadsBody(Schema):
    """What happened with leads, each with its `type`: `lead` or `withdrawal`."""

    program_id = text(64, shortest=1, required=True)
    leads = fields.List(
        fields.Dict(), required=True, validate=validate.Length(min=1, max=MOST_PARTS)
    )


class WrongFieldSchema(Schema):
    """A field that is wrong, and what to do about it."""

    field = fields.String(required=True)
    code = fields.String(required=True)
    params = fields.Dict(required=True)
    detail = fields.String(required=True)


class AnswerSchema(Schema):
    """What became of one part, `place` counted from 0: `state` is `kept` or `refused`."""

    place = fields.Integer(required=True)
    type = fields.String(required=True)
    reference = fields.String(required=True)
    state = fields.String(required=True)
    slug = fields.String(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(WrongFieldSchema), required=True)


class DeliverySchema(Schema):
    """What was sent at once, and an answer for each part of it."""

    id = fields.String(required=True)
    program_id = fields.String(required=True)
    source = fields.String(required=True)
    received_at = Instant(required=True)
    refused = fields.Integer(required=True)
    answers = fields.List(fields.Nested(AnswerSchema), required=True)


DeliveryPage = page_schema(DeliverySchema)


class SecretSchema(Schema):
    """When the secret of the shop was made; null where there is none."""

    made_at = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class FreshSecretSchema(SecretSchema):
    """A secret that is shown this once."""

    secret = fields.String(required=True)
