"""Amounts, as the API shows them."""

from marshmallow import Schema, fields


class MoneyShown(Schema):
    """An amount in minor units, negative where it was taken back."""

    amount = fields.Integer(required=True)
    currency = fields.String(required=True)


def money() -> fields.Nested:
    """Return the field of an amount."""
    return fields.Nested(MoneyShown, required=True)
