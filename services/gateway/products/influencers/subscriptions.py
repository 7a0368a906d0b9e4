"""Event type → reading schema → the gateway's own links."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from services.gateway.products.influencers.domain.link import Link, LinkState
from services.gateway.products.influencers.stores.links import LinkStore
from shared.clock import Clock
from shared.consumer import InvalidMessage, Received, Together
from shared.events import instant_of
from shared.ids import canonical_key
from shared.webapp.fields import Instant

LINK_TOPIC = "influencers.link"
VERBS = ("made", "changed", "disabled", "enabled", "capped")
ID = validate.Regexp(r"^[0-9a-zA-Z_-]{1,200}\Z")
ID_OR_NONE = validate.Regexp(r"^[0-9a-zA-Z_-]{0,200}\Z")
# Nothing in it ends a header's line.
_ADDRESS = r"https?://[^\s\x00-\x1f\x7f]{1,4000}"
ADDRESS = validate.Regexp(rf"^{_ADDRESS}\Z")
ADDRESS_OR_NONE = validate.Regexp(rf"^({_ADDRESS})?\Z")


class LinkReading(Schema):
    """What an event says of a link: the whole state that a redirect needs."""

    class Meta:
        """Unknown fields are ignored."""

        unknown = EXCLUDE

    link_id = fields.String(required=True, validate=ID)
    key = fields.String(required=True, validate=validate.Length(min=1, max=200))
    destination = fields.String(required=True, validate=ADDRESS)
    fallback = fields.String(load_default="", validate=ADDRESS_OR_NONE)
    state = fields.Enum(LinkState, by_value=True, required=True)
    expires_at = Instant(load_default=None, allow_none=True)
    pass_query = fields.Boolean(load_default=False)
    program_id = fields.String(load_default="", validate=ID_OR_NONE)
    partner_id = fields.String(load_default="", validate=ID_OR_NONE)
    carries_key = fields.Boolean(load_default=None, allow_none=True)


def handlers(store: LinkStore, clock: Clock) -> Mapping[str, Together]:
    """Return the handler of each event type of a link; those of a batch go together."""

    def note(events: Sequence[Received]) -> None:
        store.note([_link(event) for event in events], clock.now())

    together = Together(note)
    return {f"kermesse.{LINK_TOPIC}.{verb}.v1": together for verb in VERBS}


def _link(received: Received) -> Link:
    try:
        data: dict[str, Any] = LinkReading().load(received.data)
    except ValidationError as error:
        raise InvalidMessage(str(error.messages)) from error
    ends = data.pop("expires_at")
    return Link(
        id=data.pop("link_id"),
        key=canonical_key(data.pop("key")),
        workspace_id=received.workspace_id,
        sequence=received.sequence,
        expires_at=instant_of(ends) if ends else None,
        **data,
    )
