"""Event type → reading schema → the chain: what services tell of who saw and changed what."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from services.gateway.audit.domain.entry import Fact
from services.gateway.audit.stores import AuditStores
from services.gateway.audit.use_cases.append import append_fact
from shared.clock import Clock
from shared.consumer import Handler, InvalidMessage, Received

ID = validate.Regexp(r"^[0-9a-zA-Z_-]{1,200}\Z")
HASH = validate.Regexp(r"^[0-9a-f]{64}\Z")


class AuditReading(Schema):
    """What every event of an audit says: ids, whatever later versions add."""

    class Meta:
        """Unknown fields are ignored."""

        unknown = EXCLUDE

    account_id = fields.String(required=True, validate=ID)
    contest_id = fields.String(validate=ID)
    program_id = fields.String(validate=ID)
    refs = fields.List(fields.String(validate=ID))
    searched = fields.String(validate=HASH)
    export_id = fields.String(validate=ID)


class PeopleReadReading(AuditReading):
    """Somebody was shown people."""

    purpose = fields.String(required=True, validate=ID)


class ChangedReading(AuditReading):
    """Somebody changed something."""

    act = fields.String(required=True, validate=ID)


Act = Callable[[Mapping[str, Any]], str]
_TABLE: dict[str, tuple[type[Schema], Act]] = {
    f"{service}.audit.{verb}": told
    for service in ("contests", "influencers")
    for verb, told in {
        "people_read": (PeopleReadReading, lambda data: f"read.{data['purpose']}"),
        "changed": (ChangedReading, lambda data: f"changed.{data['act']}"),
    }.items()
}
_ABOUT = ("contest_id", "program_id", "refs", "searched", "export_id")


def handlers(stores: AuditStores, clock: Clock) -> dict[str, Handler]:
    """Return the handler of each event type of an audit."""
    return {
        f"kermesse.{name}.v1": _handler(stores, clock, schema, act)
        for name, (schema, act) in _TABLE.items()
    }


def _handler(stores: AuditStores, clock: Clock, schema: type[Schema], act: Act) -> Handler:
    def handle(received: Received) -> None:
        try:
            data: dict[str, Any] = schema().load(received.data)
        except ValidationError as error:
            raise InvalidMessage(str(error.messages)) from error
        fact = Fact(
            id=received.id,
            workspace_id=received.workspace_id,
            at=received.time,
            account_id=data["account_id"],
            act=act(data),
            about={name: data[name] for name in _ABOUT if data.get(name)},
        )
        append_fact(stores, clock, fact)

    return handle
