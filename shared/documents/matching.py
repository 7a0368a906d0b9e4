"""Whether a document matches a filter, as MongoDB documents it, for filters of the closed set."""

from collections.abc import Mapping
from typing import Any

from shared.documents import UnsupportedForm, Where
from shared.documents.ordering import bracket, encode, same

MISSING: Any = object()


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """Return what stands at the dotted path, or `MISSING`; raise where a list is on the way."""
    if "." not in path:
        return document.get(path, MISSING)
    current: Any = document
    for part in path.split("."):
        if isinstance(current, list):
            raise UnsupportedForm(f"{path!r} would look into a list")
        if not isinstance(current, dict) or part not in current:
            return MISSING
        current = current[part]
    return current


def matches(document: Mapping[str, Any], where: Where) -> bool:
    """Return whether the document satisfies every condition."""
    return all(
        any(matches(document, member) for member in condition)
        if path == "$or"
        else _holds(document, path, condition)
        for path, condition in where.items()
    )


def _holds(document: Mapping[str, Any], path: str, condition: Any) -> bool:
    operators = condition if isinstance(condition, dict) else {"$eq": condition}
    return all(
        _exists(document, path) is operand
        if operator == "$exists"
        else _compares(_scalar_at(document, path), operator, operand)
        for operator, operand in operators.items()
    )


def _scalar_at(document: Mapping[str, Any], path: str) -> Any:
    found = value_at(document, path)
    if isinstance(found, list):
        raise UnsupportedForm(f"a filter on the list {path!r}")
    return found


def _exists(document: Mapping[str, Any], path: str) -> bool:
    parent, _, last = path.rpartition(".")
    if parent and last.isdecimal():
        holder = value_at(document, parent)
        if isinstance(holder, list):
            return int(last) < len(holder)
    return value_at(document, path) is not MISSING


def _compares(found: Any, operator: str, operand: Any) -> bool:
    if operator == "$ne":
        return found is MISSING or not same(found, operand)
    if found is MISSING:
        return False
    if operator == "$in":
        return any(same(found, member) for member in operand)
    if operator == "$eq":
        return same(found, operand)
    return bracket(found) == bracket(operand) and _in_order(found, operator, operand)


def _in_order(found: Any, operator: str, operand: Any) -> bool:
    one, other = encode(found), encode(operand)
    if operator == "$gt":
        return one > other
    if operator == "$gte":
        return one >= other
    return one < other if operator == "$lt" else one <= other
