"""A database in which something happens just before a write: for races that are tried."""

from collections.abc import Callable
from typing import Any

from shared.documents import Collection, Database, Declaration

WRITES = ("insert", "insert_many", "change", "change_each", "replace", "delete")


class InterruptedDatabase:
    """Opens collections whose `nth` write (from 1) finds that `between` has happened before it."""

    def __init__(self, inner: Database, between: Callable[[], object], nth: int = 1) -> None:
        self._inner, self._between, self._left = inner, between, nth

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def open(self, declaration: Declaration) -> Any:
        """Return the collection."""
        return _Interrupted(self._inner.open(declaration), self._before_a_write)

    def _before_a_write(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._between()


class _Interrupted:
    def __init__(self, inner: Collection, before: Callable[[], None]) -> None:
        self._inner, self._before = inner, before

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._after_what_happened(found) if name in WRITES else found

    def _after_what_happened(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def written(*args: Any, **kwargs: Any) -> Any:
            self._before()
            return write(*args, **kwargs)

        return written
