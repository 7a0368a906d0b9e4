"""The settings of a contest, as a draft sends them: every member optional, null takes it back."""

from typing import Any

from marshmallow import ValidationError

from services.contests.domain.contest.form import FIELDS
from services.contests.domain.contest.rules import AMENDABLE
from shared.forms.schema import schema_of
from shared.webapp.fields import Params


class MechanicField(Params):
    """`kind`, and the params that the mechanic of this kind asks for."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        given = super()._deserialize(value, attr, data, **kwargs)
        if not isinstance(given.get("kind"), str):
            raise ValidationError({"kind": ["missing"]})
        return {name: member for name, member in given.items() if name != "max_weight"}


SettingsSchema = schema_of(
    FIELDS, "Settings", under="settings", draft=True, mechanic=MechanicField(allow_none=True)
)


def amended_value(field: str, after: Any) -> Any:
    """Return the value of an amendment as settings would keep it.

    Raises marshmallow's `ValidationError` (field `after`). What may be amended is the domain's to
    say: a field it does not know passes as it is.
    """
    if field not in AMENDABLE:
        return after
    value = after
    for name in reversed(field.split(".")):
        value = {name: value}
    try:
        loaded: Any = SettingsSchema().load(value)
    except ValidationError as error:
        raise ValidationError({"after": _sentences(error.messages)}) from error
    for name in field.split("."):
        loaded = loaded[name]
    return loaded


def _sentences(messages: Any) -> list[str]:
    if isinstance(messages, dict):
        return [each for inner in messages.values() for each in _sentences(inner)]
    return [str(each) for each in messages]
