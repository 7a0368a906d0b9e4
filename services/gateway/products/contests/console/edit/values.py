"""A contest of the API ↔ what its form shows."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.forms.before import before_text
from services.gateway.products.contests.words import CONTEST_FIELDS
from shared.forms.rows import row_numbers
from shared.forms.writing import Typed, written

PRIZES = "settings.prizes"


def values_of(contest: Mapping[str, Any]) -> Typed:
    """Return the raw texts of a contest's form."""
    typed = texts_of(contest)
    typed["version"] = str(contest.get("version", ""))
    typed["before"] = before_text(shown_of(contest))
    return typed


def texts_of(contest: Mapping[str, Any]) -> Typed:
    """Return what its fields show."""
    typed = written(CONTEST_FIELDS, contest)
    # A date that nobody chose stays empty: written into its field, it would be a choice once saved.
    for name in contest.get("computed", ()):
        typed[f"settings.{name}"] = ""
    return typed


def shown_of(contest: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form shows of a contest, and what it does not ask and goes back as it was."""
    parts = {name: contest.get(name) or {} for name in ("settings", "texts")}
    return {**parts, "slug": contest.get("slug"), "computed": list(contest.get("computed", ()))}


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
