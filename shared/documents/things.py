"""A collection whose documents are things of the domain: read, and changed by transitions.

A change is load → pure transition → guarded save, repeated when somebody was faster.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from shared.documents import Collection, Document, Page, StoreUnavailable, Where
from shared.documents.merging import merged, update_between
from shared.errors import NotFound
from shared.events import Event

Thing = TypeVar("Thing")
Step = Callable[[Thing], tuple[Thing, Sequence[Event]]]
# Somebody is faster only by having saved, so writers never hold each other up for ever.
MOST_TRIES = 1000


class Things(Generic[Thing]):
    """The things of one collection.

    `thing_of` reads a document and may pass over members it does not know; `document_of` writes
    what a thing knows, `_id`, `workspace_id` and `version` among it.
    """

    def __init__(
        self,
        collection: Collection,
        thing_of: Callable[[Document], Thing],
        document_of: Callable[[Thing], Document],
    ) -> None:
        self.collection = collection
        self._thing_of = thing_of
        self._document_of = document_of

    def add(self, thing: Thing, events: Sequence[Event] = ()) -> None:
        """Store a new thing, as its version 1, with its events; raise `Duplicate`."""
        self.collection.insert({**self._document_of(thing), "version": 1}, events)

    def get(self, workspace: str, id: str) -> Thing:  # noqa: A002 - the field's word
        """Return a thing; raise `NotFound`."""
        return self._thing_of(self._stored(workspace, id))

    def find(self, workspace: str, id: str) -> Thing | None:  # noqa: A002
        """Return a thing, or None."""
        document = self.collection.get(workspace, id)
        return None if document is None else self._thing_of(document)

    def first(self, workspace: str, where: Where, **order: Any) -> Thing | None:
        """Return the first of a search, or None; `order` as in `Collection.find`."""
        found = self.collection.find(workspace, where, limit=1, **order).items
        return self._thing_of(found[0]) if found else None

    def page(self, workspace: str, where: Where, **order: Any) -> Page[Thing]:
        """Return a page of a search; `order` as in `Collection.find`."""
        return self.collection.find(workspace, where, **order).of(self._thing_of)

    def change(self, workspace: str, id: str, step: Step[Thing]) -> Thing:  # noqa: A002
        """Change a thing by `step`, and return it as it is stored afterwards.

        `step` is pure: it returns the thing as it is afterwards with its events, or raises. It
        is asked again with the thing as it then is, when another write or a claim came between.
        Only what differs is written, and nothing where nothing does and there is no event. Raise
        `NotFound`, `Duplicate`, and what `step` raises.
        """
        for _ in range(MOST_TRIES):
            stored = self._stored(workspace, id)
            thing = self._thing_of(stored)
            after, events = step(thing)
            following = merged(stored, self._document_of(thing), self._document_of(after))
            update = update_between(stored, following)
            if not update and not events:
                return thing
            saved = self.collection.change(workspace, _as_read(stored), update, events)
            if saved is not None:
                return self._thing_of(saved)
        raise StoreUnavailable(f"{self.collection.name} {id} changes all the time")

    def _stored(self, workspace: str, id: str) -> Document:  # noqa: A002
        document = self.collection.get(workspace, id)
        if document is None:
            raise NotFound
        return document


def _as_read(stored: Mapping[str, Any]) -> Where:
    """Return the guard: the version, and the claims, which raise none."""
    claims = stored.get("attempts", {"$exists": False})
    return {"_id": stored["_id"], "version": stored["version"], "attempts": claims}
