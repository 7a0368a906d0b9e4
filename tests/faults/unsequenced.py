"""An insights worker that applies every event, however old: what the proof must find.

`python -m tests.faults.unsequenced`. Repeats that arrive late then take facts back.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from services.insights.bootstrap import Stores, Worker, open_stores, open_topics
from services.insights.engine.serving import Serving
from services.insights.settings import InsightsSettings
from services.insights.subjects import SUBJECTS
from shared.documents import Change, Declaration, Where
from shared.metrics import Metrics
from shared.process import run_worker
from shared.settings import load

GUARDED, GUARD = "facts", "seq"


class Unsequenced:
    """A collection that forgets the guard by sequence in every filter."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def change(self, workspace: str, where: Where, *rest: Any, **more: Any) -> Any:
        """Change one document."""
        return self._inner.change(workspace, _unguarded(where), *rest, **more)

    def change_each(self, workspace: str, changes: Sequence[Change], **more: Any) -> Any:
        """Change several documents."""
        bare = [replace(one, where=_unguarded(one.where)) for one in changes]
        return self._inner.change_each(workspace, bare, **more)


def _unguarded(where: Where) -> dict[str, Any]:
    return {name: value for name, value in where.items() if name != GUARD}


class UnsequencedDatabase:
    """A database whose facts are such a collection."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def open(self, declaration: Declaration) -> Any:
        """Return a declared collection."""
        collection = self._inner.open(declaration)
        return Unsequenced(collection) if declaration.name.startswith(GUARDED) else collection


def unsequenced(stores: Stores) -> Stores:
    """Return the stores with facts that have no guard."""
    database: Any = UnsequencedDatabase(stores.database)
    serving = Serving(database, stores.pointer, SUBJECTS, stores.clock)
    return replace(stores, database=database, serving=serving)


def main() -> int:
    """Run the worker over facts without their guard."""
    settings, metrics = load(InsightsSettings, os.environ), Metrics("insights")
    work = Worker(unsequenced(open_stores(settings)), open_topics(settings), metrics)
    return run_worker(
        "insights",
        {"consumer": work.following.consume, "tallies": work.following.count},
        health_port=settings.health_port,
        ready=work.stores.database.ping,
        metrics=metrics,
    )


if __name__ == "__main__":
    raise SystemExit(main())
