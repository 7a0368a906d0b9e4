"""Accounts of partners and of teams, as the API reads and shows them."""

from marshmallow import Schema, fields

from services.influencers.domain.account import BANK_FIELDS, PAYER_FIELDS
from shared.forms.schema import schema_of
from shared.webapp.fields import Instant, Whole, text

BankBody = schema_of(BANK_FIELDS, "BankBody")
PayerBody = schema_of(PAYER_FIELDS, "PayerBody")


class AccountSchema(Schema):
    """Where a partner is paid: `method` is "" where nobody said. Of an IBAN the end alone is shown.

    `blocked` says why nothing can be sent, as a slug. `change` is named by whoever confirms.
    `sharing` are ids of other partners with the same account at a bank.
    """

    partner_id = fields.String(required=True)
    partner = fields.String(required=True)
    method = fields.String(required=True)
    legal_name = fields.String(required=True)
    iban_end = fields.String(required=True)
    vat = fields.String(required=True)
    blocked = fields.String(required=True)
    change = fields.Integer(required=True)
    changed_at = Instant(required=True, allow_none=True)
    changed_by = fields.String(required=True)
    confirmed_at = Instant(required=True, allow_none=True)
    sharing = fields.List(fields.String(), required=True)
    paid_through = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)


class ConfirmBody(Schema):
    """The change that was read."""

    change = Whole(required=True)


class OnboardingBody(Schema):
    """Where the provider's page leads to afterwards."""

    back = text(2000, shortest=1, required=True)


class OnboardingAnswer(Schema):
    """The provider's page, which opens once, within minutes."""

    url = fields.String(required=True)


class PayerSchema(Schema):
    """The account that a team pays from; "" where it is not known yet."""

    name = fields.String(required=True)
    iban_end = fields.String(required=True)
    updated_at = Instant(required=True, allow_none=True)
