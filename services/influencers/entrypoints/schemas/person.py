"""Everything of an address, as its owner takes it out."""

from marshmallow import Schema, fields

from services.influencers.entrypoints.schemas.codes import CodeSchema
from services.influencers.entrypoints.schemas.partners import PartnerWholeSchema
from services.influencers.entrypoints.schemas.payouts import MoneyOfSchema
from services.influencers.entrypoints.schemas.sales import CommissionSchema


class PartnerDataSchema(Schema):
    """Everything of an address, whole."""

    partners = fields.List(fields.Nested(PartnerWholeSchema), required=True)
    money = fields.List(fields.Nested(MoneyOfSchema), required=True)
    codes = fields.List(fields.Nested(CodeSchema), required=True)
    commissions = fields.List(fields.Nested(CommissionSchema), required=True)
