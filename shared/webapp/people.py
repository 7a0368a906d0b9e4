"""What a service answers about one address: `POST /people/find`, `/export`, `/erase`."""

from marshmallow import Schema, fields

from shared.webapp.fields import text


class AddressBody(Schema):
    """An address: in a body, as addresses of ours are kept by logs."""

    email = text(320, shortest=1, required=True)


class PersonItemSchema(Schema):
    """Something that is, or was, kept of an address: what, its name, where, and what to know."""

    kind = fields.String(required=True)
    name = fields.String(required=True)
    where = fields.String(required=True)
    state = fields.String(required=True)
    notes = fields.List(fields.String(), required=True)


class PersonAnswer(Schema):
    """Everything of an address."""

    items = fields.List(fields.Nested(PersonItemSchema), required=True)
