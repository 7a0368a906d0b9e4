"""A process that dies: its database refuses every write after the nth."""

from dataclasses import replace
from typing import Any

from services.influencers.stores import open_stores
from services.influencers.use_cases.context import Context
from shared.documents import Database, Declaration

WRITES = ("insert", "change", "replace", "claim_due")


class Killed(BaseException):
    """The process is no more."""


class _Collection:
    def __init__(self, inner: Any, left: list[int]) -> None:
        self._inner, self._left = inner, left

    def __getattr__(self, name: str) -> Any:
        if name in WRITES:
            self._left[0] -= 1
            if self._left[0] < 0:
                raise Killed
        return getattr(self._inner, name)


class _Database:
    def __init__(self, inner: Database, left: list[int]) -> None:
        self._inner, self._left = inner, left

    def open(self, declaration: Declaration) -> Any:
        return _Collection(self._inner.open(declaration), self._left)


def dying(context: Context, database: Database, writes: int) -> Context:
    """Return the context of a process that dies before its write after `writes` of them."""
    stores: Any = open_stores(_Database(database, [writes]))  # type: ignore[arg-type]
    return replace(context, stores=stores)
