"""What the routes of draws read and answer."""

from marshmallow import Schema, fields, validate

from shared.webapp.fields import Exactly


class PasteBeaconBody(Schema):
    """A round's signature, in hexadecimal."""

    signature = fields.String(required=True, validate=validate.Length(min=96, max=400))


class ListQuery(Schema):
    """Where the list goes on: the `after` of the page before."""

    after = fields.String(load_default="", validate=Exactly(r"^[0-9]{0,9}$"))


class CommitmentAnswer(Schema):
    """The commitment and its hash."""

    commitment = fields.Dict(keys=fields.String(), required=True)
    seal = fields.String(required=True)


class ListAnswer(Schema):
    """Lines `ref|weight`, and where the next page begins (null on the last)."""

    items = fields.List(fields.String(), required=True)
    after = fields.String(required=True, allow_none=True)
