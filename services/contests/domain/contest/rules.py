"""The rules of a contest: defaults of a draft, freezing at opening, what an amendment may do."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.contest.blocking import Limits
from services.contests.domain.contest.form import FIELDS
from services.contests.domain.errors import AmendmentRefused
from services.contests.domain.mechanics import mechanic_of, params_of
from shared.errors import FieldError
from shared.events import instant_of, instant_text
from shared.forms.field import defaults_of, value_at

DEFAULTS: Mapping[str, Any] = defaults_of(FIELDS)["settings"]
SHORTEST_MARGIN = timedelta(seconds=5)
# How far the ranked list goes: promised by every contest that opens, absent from those before.
RANKED_LIST: Mapping[str, str] = {"ends_with": "alternates", "then": "not_awarded"}


def with_defaults(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what staff gave over the defaults, which stand for None too.

    Only the mechanic's own params have none.
    """
    given = {name: value for name, value in settings.items() if value is not None}
    merged = {**DEFAULTS, **given}
    for name, default in DEFAULTS.items():
        if isinstance(default, Mapping) and name != "mechanic":
            merged[name] = {**default, **given.get(name, {})}
    return merged


COMPUTED = ("draw_at", "claims_end_at")


def completed(settings: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    """Return a draft's settings with every default and computed date."""
    return with_dates(with_defaults(settings), limits)


def computed(settings: Mapping[str, Any]) -> list[str]:
    """Return which dates of a draft nobody chose: `with_dates` computes them."""
    return [name for name in COMPUTED if not settings.get(name)]


def with_dates(settings: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    """Return settings with `draw_at` and `claims_end_at` computed where nobody chose them.

    The draw comes one margin after the latest seal that still counts, and claims end when the
    last alternate in turn has had the time to answer. Where the closing was typed without seconds,
    they have none either.
    """
    completed = dict(settings)
    windows = [settings.get(name) for name in ("confirm_within", "review_within")]
    if not completed.get("draw_at") and completed.get("closes_at") and None not in windows:
        margin = max(limits.seal_lead, SHORTEST_MARGIN)
        wait = timedelta(seconds=sum(map(int, filter(None, windows)))) + limits.seal_lead + margin
        completed["draw_at"] = _like(completed, instant_of(completed["closes_at"]) + wait)
    answer = settings.get("answer_within")
    if not completed.get("claims_end_at") and completed.get("draw_at") and answer is not None:
        in_turn = (int(settings.get("alternates") or 0) + 1) * timedelta(seconds=answer)
        end = instant_of(completed["draw_at"]) + in_turn + SHORTEST_MARGIN
        completed["claims_end_at"] = _like(completed, end)
    return completed


def _like(settings: Mapping[str, Any], at: datetime) -> str:
    """Return a computed instant, at the next whole minute where people typed minutes alone."""
    typed = [settings.get(name) for name in ("closes_at", "draw_at")]
    lasts = [settings.get(name) or 0 for name in ("confirm_within", "review_within")]
    whole = all(instant_of(each).second == 0 for each in typed if each)
    if whole and not any(seconds % 60 for seconds in lasts):
        at += -timedelta(seconds=at.second, microseconds=at.microsecond) % timedelta(minutes=1)
    return instant_text(at)


def freeze(
    settings: Mapping[str, Any], *, chain: str, receipts: str, salt: bytes, now: datetime
) -> dict[str, Any]:
    """Return complete settings as they are frozen at opening, public from then on.

    `chain` is the hash of the beacon's chain, `receipts` the public key of receipts in
    hexadecimal, `salt` 16 bytes for secrets of the mechanic. An opening in the past becomes `now`.
    `ranked_list` says that nobody beyond the certificate's alternates ever gets a prize.
    """
    mechanic = mechanic_of(settings)
    if mechanic is None:
        raise ValueError("settings without a mechanic are blocked before this")
    params = params_of(settings)
    return {
        **settings,
        "opens_at": max(settings["opens_at"], instant_text(now)),
        "mechanic": {
            **mechanic.freeze(params, salt),
            "kind": mechanic.kind,
            "max_weight": mechanic.max_weight(params),
        },
        "ranked_list": dict(RANKED_LIST),
        "receipts": receipts,
        "beacon": {"chain": chain},
    }


def check_amendment(field: str, before: Any, after: Any) -> None:
    """Raise `AmendmentRefused` unless this change takes nothing from anyone who entered.

    Dates only move later, windows only grow, alternates and prizes are only added; what was left
    empty at the opening stays so.
    """
    refuse = _AMENDABLE.get(field)
    if refuse is None or before is None:
        raise AmendmentRefused(fields=[FieldError("field", "not_amendable")])
    if type(before) is not type(after):
        raise AmendmentRefused(fields=[FieldError("after", "type")])
    if before == after:
        raise AmendmentRefused(fields=[FieldError("after", "unchanged")])
    if code := refuse(before, after):
        raise AmendmentRefused(fields=[FieldError("after", code)])


def amendable(settings: Mapping[str, Any]) -> list[str]:
    """Return which of the settings in force an amendment may change at all."""
    return [field for field in AMENDABLE if value_at(settings, field) is not None]


def _earlier(before: str, after: str) -> str:
    return "earlier" if instant_of(after) < instant_of(before) else ""


def _shorter(before: int, after: int) -> str:
    return "shorter" if after < before else ""


def _fewer(before: int, after: int) -> str:
    return "fewer" if after < before else ""


def _poorer(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> str:
    """Every prize stays as it was, in its place, in at least its number; others may follow."""
    if len(after) < len(before):
        return "fewer"
    for old, new in zip(before, after, strict=False):
        if _said(old) != _said(new) or new.get("count", 0) < old["count"]:
            return "poorer"
    return ""


def _said(prize: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of a prize but its number: what is empty tells nothing."""
    return {name: value for name, value in prize.items() if name != "count" and value}


def _anything(before: str, after: str) -> str:
    return "" if after.strip() else "missing"


_AMENDABLE: Mapping[str, Callable[[Any, Any], str]] = {
    "closes_at": _earlier,
    "draw_at": _earlier,
    "claims_end_at": _earlier,
    "confirm_within": _shorter,
    "review_within": _shorter,
    "answer_within": _shorter,
    "alternates": _fewer,
    "prizes": _poorer,
    "organiser.name": _anything,
    "organiser.address": _anything,
    "organiser.contact": _anything,
    "organiser.dpo": _anything,
}
AMENDABLE = tuple(_AMENDABLE)
