"""An editor and two relays at one document: no event is lost, brought back, or numbered anew."""

import random
import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from shared.documents import Collection, Database, OutboxFull, Pending, Settlement, Stale
from tests.shared.documents.samples import document, event

EDITS = 12
Actor = Iterator[None]


class Story:
    """What happened to one document; `told` holds what any relay published under a sequence."""

    def __init__(self, collection: Collection, name: str, seed: int) -> None:
        self.collection = collection
        self.name = name
        self.chance = random.Random(seed)
        self.pushed: list[str] = []
        self.told: dict[int, set[str]] = {}

    def edit(self) -> Actor:
        """Push one to three events with each edit, by replacement or by change."""
        numbers = count()
        for _ in range(EDITS):
            events = [event(next(numbers)) for _ in range(self.chance.randint(1, 3))]
            if self.chance.random() < 0.5:
                yield from self._replace(events)
            else:
                yield
                where = {"_id": self.name}
                assert self.collection.change("acme", where, {"$inc": {"n": 1}}, events)
            self.pushed += [one.id for one in events]

    def _replace(self, events: list) -> Actor:  # type: ignore[type-arg]
        while True:
            read = self.collection.get("acme", self.name)
            assert read is not None
            yield
            try:
                self.collection.replace({**read, "n": read["n"] + 1}, events)
            except (Stale, OutboxFull):
                continue
            return

    def relay(self, going: Callable[[], bool]) -> Actor:
        """Publish from the head, then settle some of it, by one or by many."""
        while going():
            waiting = [one for one in self.collection.pending(10) if one.id == self.name]
            yield
            for one in waiting:
                settled = self.chance.randint(1, len(one.events))
                self._publish(one, settled)
                yield
                self._settle(Settlement(one.workspace_id, one.id, one.sent, settled))
            yield

    def _publish(self, pending: Pending, settled: int) -> None:
        for place, one in enumerate(pending.events[:settled]):
            self.told.setdefault(pending.sent + place + 1, set()).add(one.id)

    def _settle(self, one: Settlement) -> None:
        if self.chance.random() < 0.5:
            self.collection.settle_each([one])
        else:
            self.collection.settle(one.workspace_id, one.id, one.sent, one.count)

    def assert_whole(self) -> None:
        """Each event was published under the one sequence of its place."""
        assert self.told == {place + 1: {id_} for place, id_ in enumerate(self.pushed)}
        assert [one for one in self.collection.pending(99) if one.id == self.name] == []
        stored = self.collection.get("acme", self.name)
        assert stored == document(self.name, n=EDITS) | {"version": 1 + EDITS}


@pytest.fixture
def entries(database: Database) -> Collection:
    collection = database.collection("entries")
    collection.ensure([])
    return collection


def test_any_order_of_an_editor_and_two_relays_publishes_each_event_once(
    entries: Collection,
) -> None:
    for seed in range(12):
        story = Story(entries, f"e{seed}", seed)
        entries.insert(document(story.name, n=0))
        actors = [story.edit(), story.relay(lambda: True), story.relay(lambda: True)]
        editing = True
        while editing or any(one.id == story.name for one in entries.pending(99)):
            actor = story.chance.choice(actors)
            if next(actor, "over") == "over":
                editing = False
                actors.remove(actor)
        story.assert_whole()


def test_an_editor_and_two_relays_at_the_same_moment_publish_each_event_once(
    entries: Collection,
) -> None:
    story = Story(entries, "together", 7)
    entries.insert(document(story.name, n=0))
    edited = threading.Event()

    def going() -> bool:
        waiting = any(one.id == story.name for one in entries.pending(99))
        return waiting or not edited.is_set()

    def edit() -> None:
        for _ in story.edit():
            pass
        edited.set()

    def publish() -> None:
        for _ in story.relay(going):
            pass

    threads = [threading.Thread(target=work) for work in (edit, publish, publish)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    story.assert_whole()
