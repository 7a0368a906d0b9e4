"""Links, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.influencers.domain.link import LINK_FIELDS, NEW_LINK_FIELDS
from services.influencers.domain.link.destinations import MOST_HOSTS
from shared.forms.schema import schema_of
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Instant, text

LinkBody = schema_of(LINK_FIELDS, "LinkBody")
NewLinkBody = schema_of(
    NEW_LINK_FIELDS,
    "NewLinkBody",
    program_id=text(64, shortest=1, required=True),
    contest_id=text(64, load_default=""),
)


class LinkQuery(PageQuery):
    """Which links: of one group, or to one contest."""

    label = text(80)
    contest_id = text(64)


class LinkSchema(Schema):
    """A link; `actions` are what the caller may do now.

    `url` is what people follow, `address` the destination with its UTM parameters; `expired` says
    that its time is over, whatever its `state`.
    """

    id = fields.String(required=True)
    version = fields.Integer(required=True)
    program_id = fields.String(required=True)
    partner_id = fields.String(required=True)
    contest_id = fields.String(required=True)
    kind = fields.String(required=True)
    key = fields.String(required=True)
    url = fields.String(required=True)
    destination = fields.String(required=True)
    address = fields.String(required=True)
    label = fields.String(required=True)
    utm_source = fields.String(required=True)
    utm_medium = fields.String(required=True)
    utm_campaign = fields.String(required=True)
    utm_term = fields.String(required=True)
    utm_content = fields.String(required=True)
    expires_at = Instant(required=True, allow_none=True)
    cap = fields.Integer(required=True, allow_none=True)
    fallback = fields.String(required=True)
    pass_query = fields.Boolean(required=True)
    tells = fields.String(required=True)
    state = fields.String(required=True)
    expired = fields.Boolean(required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    actions = fields.List(fields.String(), required=True)


LinkPage = page_schema(LinkSchema)


class LinkHostsBody(Schema):
    """Which hosts links may lead to, all of them at once."""

    hosts = fields.List(
        text(255, shortest=1), required=True, validate=validate.Length(max=MOST_HOSTS)
    )


class LinkHostsSchema(Schema):
    """Which hosts links may lead to, in ASCII (punycode); `home` is always allowed."""

    hosts = fields.List(fields.String(), required=True)
    home = fields.String(required=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.String(), required=True)
