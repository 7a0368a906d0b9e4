"""Each part of a delivery → what was told, or the answer that says what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError

from services.influencers.domain.commission import Line
from services.influencers.domain.delivery import Answer, Delivery
from services.influencers.entrypoints.schemas.orders import LEAD_PARTS, ORDER_PARTS
from services.influencers.use_cases.order.take import Part
from services.influencers.use_cases.order.told import (
    Clue,
    CorrectionTold,
    LeadTold,
    RefundTold,
    SaleTold,
    Told,
    WithdrawalTold,
)
from shared.errors import FieldError
from shared.events import instant_of
from shared.money import Money
from shared.webapp.violations import violations_of_messages

Given = Mapping[str, Any]
# What to do about a field that is wrong, for whoever writes the script.
REMEDIES: Mapping[str, str] = {
    "required": "Send it.",
    "missing": "Send it.",
    "unknown": "There is no such member here: take it away.",
    "type": "Send what the contract says; an amount is a whole number of minor units, 1250 for "
    "12.50.",
    "out_of_range": "Send a whole number of minor units from 0 to 9007199254740991.",
    "too_small": "Send a larger amount.",
    "too_large": "Send at most 9007199254740991 minor units.",
    "other_currency": "Send the amount in the currency of the program.",
    "pattern": "Send three capital letters, as EUR.",
    "too_long": "Send a shorter one.",
    "email": "Send a whole e-mail address, or none.",
    "in_future": "Send the instant at which it happened; check the clock.",
    "unknown_line": "Send the id of a line of this order.",
    "unknown_type": "Send one of the types that the contract names.",
}


def parts_of_orders(given: Sequence[Any], now: datetime) -> list[Part]:
    """Return the parts of a delivery of orders."""
    return [_part(place, each, ORDER_PARTS, now) for place, each in enumerate(given)]


def parts_of_leads(given: Sequence[Any], now: datetime) -> list[Part]:
    """Return the parts of a delivery of leads."""
    return [_part(place, each, LEAD_PARTS, now) for place, each in enumerate(given)]


def delivery_view(delivery: Delivery) -> dict[str, Any]:
    """Return a delivery as it is answered."""
    answers = [_answer(each) for each in delivery.answers or ()]
    return {**vars(delivery), "answers": answers}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "place": answer.place,
        "type": answer.type,
        "reference": answer.reference,
        "state": "refused" if answer.slug else "kept",
        "slug": answer.slug,
        "detail": answer.detail,
        "errors": [
            {
                "field": each.field,
                "code": each.code,
                "params": dict(each.params),
                "detail": f"{each.field}: {REMEDIES.get(each.code, 'Correct it.')}",
            }
            for each in answer.errors
        ],
    }


def _part(place: int, given: Given, parts: Mapping[str, type[Schema]], now: datetime) -> Part:
    kind = str(given.get("type", ""))[:40]
    reference = str(given.get("order_id") or given.get("lead_id") or "")[:128]
    answer = Answer(place, kind, reference)
    if kind not in parts:
        choices = {"choices": list(parts)}
        wrong = [FieldError("type", "unknown_type", choices)]
        detail = f"This type is not known here: send one of {', '.join(parts)}."
        return Answer(place, kind, reference, "unknown_type", detail, tuple(wrong)), None
    try:
        loaded: dict[str, Any] = parts[kind]().load(given)
    except ValidationError as error:
        return _refused(answer, error.messages), None
    return answer, _TOLD[kind](loaded, now)


def _refused(answer: Answer, messages: Any) -> Answer:
    wrong = [
        FieldError(each["field"], each["code"], each["params"])
        for each in violations_of_messages({"": messages})
    ]
    detail = "Some fields are wrong: nothing of this part was kept."
    return Answer(answer.place, answer.type, answer.reference, "invalid", detail, tuple(wrong))


def _sale(given: Given, _now: datetime) -> Told:
    lines = [Line(e["line_id"], Money.from_json(e["amount"])) for e in given["lines"]]
    at = instant_of(given["ordered_at"])
    return SaleTold(reference=given["order_id"], lines=lines, ordered_at=at, clue=_clue(given))


def _refund(given: Given, now: datetime) -> Told:
    return RefundTold(
        reference=given["order_id"],
        refund_id=given["refund_id"],
        amount=Money.from_json(given["amount"]),
        at=now,
        line_id=given["line_id"],
    )


def _correction(given: Given, now: datetime) -> Told:
    return CorrectionTold(
        reference=given["order_id"],
        correction_id=given["correction_id"],
        amount=Money.from_json(given["amount"]),
        at=now,
        line_id=given["line_id"],
    )


def _lead(given: Given, _now: datetime) -> Told:
    at = instant_of(given["came_at"])
    return LeadTold(reference=given["lead_id"], came_at=at, clue=_clue(given))


def _withdrawal(given: Given, _now: datetime) -> Told:
    return WithdrawalTold(reference=given["lead_id"])


def _clue(given: Given) -> Clue:
    return Clue(**{name: given[name] for name in ("code", "link", "click_id", "buyer")})


_TOLD: Mapping[str, Callable[[Given, datetime], Told]] = {
    "sale": _sale,
    "refund": _refund,
    "correction": _correction,
    "lead": _lead,
    "withdrawal": _withdrawal,
}
