"""The settings of a contest, as a draft sends them: every member optional, null takes it back."""

from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate

from services.contests.domain.rules import AMENDABLE
from services.contests.entrypoints.schemas.contact import reachable
from shared.webapp.fields import (
    Exactly,
    Instant,
    Params,
    Truth,
    Whole,
    text,
)

LANGUAGES = ("fr", "en")
LONGEST_WINDOW = 90 * 24 * 3600
COUNTRY = Exactly(r"^[A-Z]{2}$")


class LanguagesSchema(Schema):
    """One text for each language."""

    fr = text(2000)
    en = text(2000)


class MoneySchema(Schema):
    """An amount in minor units (cents) of an ISO 4217 currency."""

    amount = Whole(required=True, validate=validate.Range(min=0, max=10**12))
    currency = fields.String(required=True, validate=Exactly(r"^[A-Z]{3}$"))


class PrizeSchema(Schema):
    """A prize, and how many there are of it."""

    name = text(200)
    count = Whole(validate=validate.Range(min=0, max=10_000))
    value = fields.Nested(MoneySchema)
    delivery = text(1000)


class EligibilitySchema(Schema):
    """Who may enter; no country named means every one but those excluded by law."""

    minimum_age = Whole(validate=validate.Range(min=0, max=99))
    countries = fields.List(fields.String(validate=COUNTRY), validate=validate.Length(max=250))


class OrganiserSchema(Schema):
    """Who promises the prizes."""

    name = text(200)
    legal_form = text(120)
    registration = text(200)
    address = text(500)
    contact = fields.String(validate=reachable)


class DataSchema(Schema):
    """What happens with personal data."""

    retention_days = Whole(validate=validate.Range(min=1, max=1095))
    opt_in = Truth()
    opt_in_text = fields.Nested(LanguagesSchema)


class MechanicField(Params):
    """`kind`, and the params that the mechanic of this kind asks for."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> dict[str, Any]:
        given = super()._deserialize(value, attr, data, **kwargs)
        if not isinstance(given.get("kind"), str):
            raise ValidationError({"kind": ["missing"]})
        return {name: member for name, member in given.items() if name != "max_weight"}


def _zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError("zone")


def _window() -> Whole:
    return Whole(allow_none=True, validate=validate.Range(min=0, max=LONGEST_WINDOW))


class SettingsSchema(Schema):
    """Settings that are frozen at opening. Instants carry a zone, windows are seconds."""

    mechanic = MechanicField(allow_none=True)
    opens_at = Instant(allow_none=True)
    closes_at = Instant(allow_none=True)
    draw_at = Instant(allow_none=True)
    claims_end_at = Instant(allow_none=True)
    zone = fields.String(allow_none=True, validate=_zone)
    confirm_within = _window()
    review_within = _window()
    answer_within = _window()
    eligibility = fields.Nested(EligibilitySchema, allow_none=True)
    prizes = fields.List(
        fields.Nested(PrizeSchema), allow_none=True, validate=validate.Length(max=100)
    )
    alternates = Whole(allow_none=True, validate=validate.Range(min=0, max=100))
    organiser = fields.Nested(OrganiserSchema, allow_none=True)
    data = fields.Nested(DataSchema, allow_none=True)
    languages = fields.List(
        fields.String(validate=validate.OneOf(LANGUAGES)),
        allow_none=True,
        validate=validate.Length(min=1, max=len(LANGUAGES)),
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
