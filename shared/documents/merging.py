"""What a change writes: only what differs, so that members unknown to this code survive.

A document is read into a thing, which knows some of its members; the thing as it is afterwards is
written back as a document. What neither mentions stays as it is stored, at any depth.
"""

from collections.abc import Iterator
from typing import Any

from shared.documents import Document, Update
from shared.documents.shapes.values import MOST_DEPTH

KEPT = {("_id",), ("workspace_id",), ("version",)}


def merged(stored: Document, before: Document, after: Document) -> Document:
    """Return `stored` with what differs between `before` and `after`.

    Members of a list that are alike before and after stay as they are stored, wherever they stand
    now; where the length is the same, a member that differs keeps what is unknown of it too.
    """
    stays = {name: value for name, value in stored.items() if name in after or name not in before}
    changed = {
        name: _merged(stored.get(name), before.get(name), value)
        for name, value in after.items()
        if name not in before or not alike(before[name], value)
    }
    return stays | changed


def _merged(stored: Any, before: Any, after: Any) -> Any:
    if all(isinstance(one, dict) for one in (stored, before, after)):
        return merged(stored, before, after)
    if all(isinstance(one, list) for one in (stored, before, after)) and len(stored) == len(before):
        return [_member(stored, before, after, place) for place in range(len(after))]
    return after


def _member(stored: list[Any], before: list[Any], after: list[Any], place: int) -> Any:
    value = after[place]
    for former in (place, *range(len(before))):
        if former < len(before) and alike(before[former], value):
            return stored[former]
    return _merged(stored[place], before[place], value) if len(before) == len(after) else value


def alike(one: Any, other: Any) -> bool:
    """Return whether two values are of one kind and equal: True is not 1, nor 1 1.0."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(map(alike, one.values(), map(other.get, one)))
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)


def update_between(stored: Document, following: Document) -> Update:
    """Return the update that makes `following` of `stored`, or {} where they are alike."""
    update: dict[str, dict[str, Any]] = {}
    for operator, path, value in _steps(stored, following, ()):
        update.setdefault(operator, {})[".".join(path)] = value
    return update


def _steps(
    stored: Document, following: Document, above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    for name, value in following.items():
        path = (*above, name)
        if path in KEPT or (name in stored and alike(stored[name], value)):
            continue
        if name in stored and _goes_inside(stored[name], value, path):
            yield from _steps(stored[name], value, path)
        else:
            yield "$set", path, value
    for name in stored.keys() - following.keys():
        yield "$unset", (*above, name), True


def _goes_inside(stored: Any, following: Any, path: tuple[str, ...]) -> bool:
    """Tell whether paths may name what differs: a number in one would mean a place in a list."""
    if not isinstance(stored, dict) or not isinstance(following, dict):
        return False
    names = stored.keys() | following.keys()
    return len(path) < MOST_DEPTH and not any(name.isdecimal() for name in names)
