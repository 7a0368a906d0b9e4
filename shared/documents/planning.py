"""Which declared index answers a query: the same rule for both adapters.

A query pins the leading fields of an index by equality or `$in`; what follows is the sort. So a
page never needs a sort in memory, and a sort that no index serves raises `UnsupportedForm`.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.documents import Index, UnsupportedForm, Where

IDENTIFIER = Index("_id", ("workspace_id", "_id"))
MOST_BRANCHES = 500
MOST_REMEMBERED = 1000
RANGES = frozenset({"$gt", "$gte", "$lt", "$lte"})


@dataclass(frozen=True)
class Plan:
    """An index, how many fields after `workspace_id` are pinned, and those that follow.

    `covered`: the pinned fields and the range on the first of `tail` say all that is asked.
    """

    index: Index
    pinned: tuple[str, ...]
    tail: tuple[str, ...]
    covered: bool

    @property
    def stored_tail(self) -> tuple[str, ...]:
        """The tail as the index keeps it: a unique key has no `_id` at its end."""
        implied = self.index.unique and self.index.fields[-1] != "_id"
        return self.tail[:-1] if implied and self.tail else self.tail


def complete(sort: Sequence[str]) -> tuple[str, ...]:
    """Return the sort with `_id` at its end: places are then never shared."""
    return tuple(sort) if not sort or sort[-1] == "_id" else (*sort, "_id")


def choices(where: Where, path: str) -> list[Any] | None:
    """Return the values to which an equality or `$in` pins the path; None when it is free."""
    condition = where.get(path)
    if condition is None:
        return None
    if not isinstance(condition, dict):
        return [condition]
    return condition.get("$in")


class Planner:
    """Chooses plans among declared indexes; remembers them by the shape of what was asked.

    `indexed` has each path that an index looks at, with the unique index that needs it, or "".
    """

    def __init__(self) -> None:
        self.indexes: tuple[Index, ...] = ()
        self.indexed: dict[str, str] = {}
        self._known: dict[Hashable, Plan] = {}

    def declare(self, indexes: Iterable[Index]) -> None:
        """Add indexes to those that were declared before."""
        self.indexes = tuple({one.name: one for one in (*self.indexes, *indexes)}.values())
        unique = {path: one.name for one in self.indexes if one.unique for path in one.fields}
        self.indexed = {path: unique.get(path, "") for one in self.indexes for path in one.fields}
        self._known = {}

    def plan(self, where: Where, sort: Sequence[str]) -> Plan:
        """Return the plan that pins most; raise where no index serves the (completed) sort."""
        shape = (tuple(sort), *map(_shape, where.items()))
        remembered = self._known
        known = remembered.get(shape)
        if known is None:
            known = choose(self.indexes, where, sort)
            if len(remembered) < MOST_REMEMBERED:
                remembered[shape] = known
        return known


def _shape(condition: tuple[str, Any]) -> Hashable:
    """Return all that a plan depends on: the path, its operators, how many choices."""
    path, asked = condition
    if not isinstance(asked, dict):
        return path, isinstance(asked, str)
    return path, *asked, len(asked.get("$in", ()))


def choose(indexes: Iterable[Index], where: Where, sort: Sequence[str]) -> Plan:
    """Return the plan that pins most; raise where no index serves the (completed) sort."""
    candidates = [IDENTIFIER, *indexes]
    if isinstance(where.get("_id"), str):
        candidates, sort = [IDENTIFIER], ()
    plans = [plan for index in candidates if (plan := _fit(index, where, tuple(sort)))]
    if not plans:
        raise UnsupportedForm(f"no declared index ends in {', '.join(sort)} for {sorted(where)}")
    return max(plans, key=lambda plan: (len(plan.pinned), _narrowed(where, plan.tail)))


def _fit(index: Index, where: Where, sort: tuple[str, ...]) -> Plan | None:
    if index.fields[0] != "workspace_id":
        return None
    fields = complete(index.fields[1:])
    pinned = _pinned(fields, where, len(fields) - len(sort) if sort else len(fields))
    if sort and fields[len(pinned) :] != sort:
        return None
    tail = fields[len(pinned) :]
    implied = index.unique and index.fields[-1] != "_id"
    if sort and implied and any(len(choices(where, path) or ()) > 1 for path in pinned):
        # Keys of several choices can only be merged by what they hold, and a unique one has no _id.
        return None
    return Plan(index, pinned, tail, _covered(where, pinned, tail))


def _pinned(fields: tuple[str, ...], where: Where, most: int) -> tuple[str, ...]:
    branches = 1
    for place, path in enumerate(fields[:most]):
        values = choices(where, path)
        if values is None or (branches := branches * len(values)) > MOST_BRANCHES:
            return fields[:place]
    return fields[:most]


def _narrowed(where: Where, tail: tuple[str, ...]) -> bool:
    condition = where.get(tail[0]) if tail else None
    return isinstance(condition, dict) and bool((RANGES | {"$in"}) & set(condition))


def _covered(where: Where, pinned: tuple[str, ...], tail: tuple[str, ...]) -> bool:
    for path, condition in where.items():
        operators = set(condition) if isinstance(condition, dict) else {"$in"}
        chosen = path in pinned and operators == {"$in"}
        if not chosen and not (path in tail[:1] and operators <= RANGES):
            return False
    return True
