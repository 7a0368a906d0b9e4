"""Databases that say what is about to be written, so that something else may come first."""

from collections.abc import Callable
from typing import Any

from shared.documents import Database

WRITES = ("insert", "insert_many", "replace", "change", "change_each", "delete", "settle_each")


class Watch:
    """Does something before the `nth` write of a name (`contests.winners.insert`).

    A name may be the beginning of one: `contests.entries` is any write of that collection.
    """

    def __init__(self) -> None:
        self._awaited, self._left = "", 0
        self._then: Callable[[], None]

    def look_out(self, before: str, nth: int, then: Callable[[], None]) -> None:
        """Do `then` before the next `nth` write that is called `before`."""
        self._awaited, self._left, self._then = before, nth, then

    def through(self, service: str, database: Database) -> Any:
        """Return the database as processes are given it."""
        return _Watched(self, service, database)

    def written(self, what: str) -> None:
        """Note that a write is about to be made."""
        if self._left and what.startswith(self._awaited):
            self._left -= 1
            if self._left == 0:
                self._then()


class _Watched:
    def __init__(self, watch: Watch, service: str, inner: Database) -> None:
        self._watch, self._service, self._inner = watch, service, inner

    def collection(self, name: str) -> Any:
        return _Watching(self._watch, self._service, self._inner.collection(name))

    def open(self, declaration: Any) -> Any:
        return _Watching(self._watch, self._service, self._inner.open(declaration))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Watching:
    def __init__(self, watch: Watch, service: str, inner: Any) -> None:
        self._watch, self._service, self._inner = watch, service, inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in WRITES:
            return found

        def write(*args: Any, **kwargs: Any) -> Any:
            self._watch.written(f"{self._service}.{self._inner.name}.{name}")
            return found(*args, **kwargs)

        return write
