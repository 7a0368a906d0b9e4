"""A contest of the API ↔ what its form shows."""

from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from services.gateway.kit.parts import parts
from services.gateway.products.contests.words import CONTEST_FIELDS
from shared.forms.rows import row_numbers
from shared.forms.writing import Typed, written

PRIZES = "settings.prizes"


def values_of(contest: Mapping[str, Any]) -> Typed:
    """Return the raw texts of a contest's form."""
    typed = written(CONTEST_FIELDS, contest)
    # A date that nobody chose stays empty: written into its field, it would be a choice once saved.
    for name in contest.get("computed", ()):
        typed[f"settings.{name}"] = ""
    typed["version"] = str(contest.get("version", ""))
    typed["before"] = before_text(contest)
    return typed


def before_text(contest: Mapping[str, Any]) -> str:
    """Return what the page shows of a contest, signed: what it does not ask goes back as it was."""
    shown = {"settings": contest.get("settings") or {}, "texts": contest.get("texts") or {}}
    return str(_signing().dumps(shown))


def before_of(typed: Typed) -> dict[str, Any] | None:
    """Return what stood on the page, None where we did not write it."""
    try:
        return dict(_signing().loads(typed.get("before", "")))
    except BadData:
        return None


def _signing() -> URLSafeSerializer:
    keys = [*parts().secret_key_fallbacks, parts().secret_key]
    return URLSafeSerializer(keys, salt="what a form showed before")


def add_prize(typed: Typed) -> int:
    """Add an empty prize and return the number of its row."""
    number = max(row_numbers(typed, PRIZES), default=0) + 1
    typed[f"{PRIZES}.{number}.name"] = ""
    return number


def holds(contest: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Tell whether a draft already holds all that was sent: it was sent twice."""
    sent = [(part, body.get(part) or {}) for part in ("settings", "texts")]
    same = all(
        (contest.get(part) or {}).get(name) == value
        for part, members in sent
        for name, value in members.items()
    )
    return same and body.get("slug", contest.get("slug")) == contest.get("slug")
