"""Event type → reading schema → use case: what influencers learn from other services."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from services.influencers.domain.click import Visit
from services.influencers.entrypoints.entries import entry_handlers
from services.influencers.use_cases.click.judge import Said, judge_clicks
from services.influencers.use_cases.context import Context
from shared.consumer import Handler, InvalidMessage, Received, Together
from shared.events import instant_of
from shared.webapp.fields import Instant

ID = validate.Regexp(r"^[0-9a-zA-Z_-]{1,200}\Z")
ID_OR_NONE = validate.Regexp(r"^[0-9a-zA-Z_-]{0,200}\Z")
RECORDED = "kermesse.gateway.click.recorded.v1"


class ClickReading(Schema):
    """What the gateway says of a click."""

    class Meta:
        """Unknown fields are ignored."""

        unknown = EXCLUDE

    link_id = fields.String(required=True, validate=ID)
    at = Instant(required=True)
    trigger = fields.String(required=True, validate=validate.Length(max=20))
    agent = fields.String(required=True, validate=validate.Length(max=512))
    network = fields.String(required=True, validate=validate.Length(max=64))
    mark = fields.String(required=True, validate=validate.Length(max=64))
    referrer = fields.String(load_default="", validate=validate.Length(max=253))
    program_id = fields.String(load_default="", validate=ID_OR_NONE)
    partner_id = fields.String(load_default="", validate=ID_OR_NONE)


_reading = ClickReading()


def handlers(context: Context, said: Said) -> Mapping[str, Handler | Together]:
    """Return the handler of each event type; clicks of a batch go together."""

    def judge(events: Sequence[Received]) -> None:
        judge_clicks(context, said, [_visit(event) for event in events])

    return {RECORDED: Together(judge), **entry_handlers(context)}


def _visit(received: Received) -> Visit:
    try:
        data: dict[str, Any] = _reading.load(received.data)
    except ValidationError as error:
        raise InvalidMessage(str(error.messages)) from error
    at = instant_of(data.pop("at"))
    return Visit(id=received.id, workspace_id=received.workspace_id, at=at, **data)
