"""What an update makes of a document, as MongoDB documents it, for updates of the closed set."""

import math
from collections.abc import Callable
from typing import Any

from shared.documents import Document, UnsupportedForm, Update, Where
from shared.documents.ordering import bracket, encode, same
from shared.documents.shapes.values import HIGHEST, LOWEST

Holder = dict[str, Any]
PLACED = frozenset({"$set", "$setOnInsert"})
NUMERIC = frozenset({"$inc", "$min", "$max"})


def apply(document: Document, update: Update, *, inserting: bool = False) -> None:
    """Change `document` in place; `inserting` says that an upsert is making it.

    Raise `UnsupportedForm` where MongoDB refuses: a path through a scalar or a list, `$inc` of
    what is no number or beyond 64 bits, a list operator on what is no list.
    """
    for operator, changes in update.items():
        if operator == "$setOnInsert" and not inserting:
            continue
        for path, operand in changes.items():
            _apply_one(document, operator, path, operand)


def born(where: Where) -> Document:
    """Return what an upsert starts from: the equalities of its filter."""
    document: Document = {}
    for path, condition in where.items():
        if not isinstance(condition, dict | list):
            holder = _holder(document, path, create=True)
            assert holder is not None
            holder[path.rpartition(".")[2]] = condition
    return document


def _apply_one(document: Document, operator: str, path: str, operand: Any) -> None:
    holder = _holder(document, path, create=operator not in ("$unset", "$pull"))
    name = path.rpartition(".")[2]
    if holder is None:
        return
    if operator == "$unset":
        holder.pop(name, None)
    elif operator in PLACED or (operator in NUMERIC and name not in holder):
        holder[name] = operand
    elif name in holder or operator != "$pull":
        holder[name] = COMPUTED[operator](holder.get(name, []), operand)


def _holder(document: Document, path: str, *, create: bool) -> Holder | None:
    """Return the dict that holds the path's last part; None where it is absent."""
    current: Any = document
    for part in path.split(".")[:-1]:
        current = current.setdefault(part, {}) if create else current.get(part)
        if not isinstance(current, dict):
            if create:
                raise UnsupportedForm(f"{path!r} goes through what is no dict")
            return None
    return current  # type: ignore[no-any-return]


def _added(current: Any, operand: Any) -> Any:
    if isinstance(current, bool) or not isinstance(current, int | float):
        raise UnsupportedForm("$inc of what is no number")
    total = current + operand
    if isinstance(total, int) and not LOWEST <= total <= HIGHEST:
        raise UnsupportedForm("$inc beyond 64 bits")
    if isinstance(total, float) and not math.isfinite(total):
        raise UnsupportedForm("$inc beyond what a float holds")
    return total


def _comes_before(one: Any, other: Any) -> bool:
    if bracket(one) != bracket(other):
        return bracket(one) < bracket(other)
    return encode(one) < encode(other)


def _lesser(current: Any, operand: Any) -> Any:
    return operand if _comes_before(operand, current) else current


def _greater(current: Any, operand: Any) -> Any:
    return operand if _comes_before(current, operand) else current


def _list(current: Any) -> list[Any]:
    if not isinstance(current, list):
        raise UnsupportedForm("a list operator on what is no list")
    return current


def _with_members(current: Any, operand: Any) -> list[Any]:
    members = list(_list(current))
    for new in operand["$each"] if isinstance(operand, dict) else [operand]:
        if not any(same(member, new) for member in members):
            members.append(new)
    return members


def _pushed(current: Any, operand: Any) -> list[Any]:
    if not isinstance(operand, dict) or "$each" not in operand:
        return [*_list(current), operand]
    members = [*_list(current), *operand["$each"]]
    size = operand.get("$slice", len(members))
    return members[:size] if size >= 0 else members[size:]


def _pulled(current: Any, operand: Any) -> list[Any]:
    if not isinstance(operand, dict):
        return [member for member in _list(current) if not same(member, operand)]
    [(name, condition)] = operand.items()
    return [
        member
        for member in _list(current)
        if not (
            isinstance(member, dict)
            and name in member
            and any(same(member[name], choice) for choice in condition["$in"])
        )
    ]


COMPUTED: dict[str, Callable[[Any, Any], Any]] = {
    "$inc": _added,
    "$min": _lesser,
    "$max": _greater,
    "$addToSet": _with_members,
    "$push": _pushed,
    "$pull": _pulled,
}
