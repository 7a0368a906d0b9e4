"""The frozen rules: settings at opening, and the amendments that followed, chained by hash.

`rules = {"settings": {...}, "amendments": [...]}`, both JSON. An amendment is
`{"field", "before", "after", "reason", "at", "previous"}`: `field` is a dotted path that exists
in the settings, `at` an instant in RFC 3339, `previous` the hash of what precedes it (the settings
for the first, else the amendment before).
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

from services.contests.domain.draw.canonical import canonical_hash
from services.contests.domain.draw.errors import BrokenRules
from shared.events import instant_text

UNAMENDABLE = frozenset({"receipts", "beacon"})
_KEYS = {"field", "before", "after", "reason", "at", "previous"}


def frozen_rules(
    settings: Mapping[str, Any], amendments: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return the rules object of these settings and amendments, as a certificate carries it."""
    return {"settings": dict(settings), "amendments": [dict(each) for each in amendments]}


def rules_hash(rules: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the rules' canonical bytes, in hexadecimal."""
    return canonical_hash(rules)


def amend(
    rules: Mapping[str, Any], field: str, after: Any, *, reason: str, at: datetime
) -> dict[str, Any]:
    """Return new rules with one more amendment. Raises `BrokenRules` for a field that cannot move.

    Who may amend what, and until when, is the contest's business, not this function's.
    """
    settings, amendments = rules["settings"], list(rules["amendments"])
    link = {
        "field": field,
        "before": _value(effective(settings, amendments), field),
        "after": after,
        "reason": reason,
        "at": instant_text(at),
        "previous": canonical_hash(amendments[-1] if amendments else settings),
    }
    amended = frozen_rules(settings, [*amendments, link])
    effective(amended["settings"], amended["amendments"])
    return amended


def effective(
    settings: Mapping[str, Any], amendments: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the settings in force after every amendment. Raises `BrokenRules`."""
    current, previous = deepcopy(dict(settings)), canonical_hash(settings)
    for link in amendments:
        if set(link) != _KEYS or link["previous"] != previous:
            raise BrokenRules(f"the amendment of {link.get('field')} does not follow what precedes")
        if _value(current, link["field"]) != link["before"]:
            raise BrokenRules(f"{link['field']} was not {link['before']!r} before its amendment")
        _assign(current, link["field"], deepcopy(link["after"]))
        previous = canonical_hash(link)
    return current


def _value(settings: Mapping[str, Any], field: str) -> Any:
    path = field.split(".")
    if path[0] in UNAMENDABLE:
        raise BrokenRules(f"{field} is never amended")
    value: Any = settings
    for name in path:
        if not isinstance(value, Mapping) or name not in value:
            raise BrokenRules(f"there is no {field} in the settings")
        value = value[name]
    return value


def _assign(settings: dict[str, Any], field: str, value: Any) -> None:
    *path, last = field.split(".")
    for name in path:
        settings = settings[name]
    settings[last] = value
