"""What the engine is told by a subject: which events make which facts, and what its figures are."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from services.insights.engine.domain.counted import Counted
from services.insights.engine.domain.fact import Fact
from services.insights.engine.stores.counts import Counts
from services.insights.engine.stores.workspaces import WorkspaceStore
from shared.consumer import Handlers
from shared.documents import Database

if TYPE_CHECKING:
    from flask_smorest import Blueprint

Record = Callable[[Sequence[Fact]], None]


class Subject(ABC):
    """What a subject keeps in one generation, opened; each subject is a class of its own.

    `things` is in a word, for people, what its figures are of (`contests`), `topics` where their
    events come from. Collections of its own are made anew in each generation: `__init__` opens
    them, `remove` empties them.
    """

    things: ClassVar[str]
    topics: ClassVar[Sequence[str]]
    counted: ClassVar[Counted]

    def __init__(self, database: Database, generation: int = 1) -> None:
        self.counts = Counts(database, self.counted, generation)

    @abstractmethod
    def handlers(self, record: Record, workspaces: WorkspaceStore) -> Handlers:
        """Return the handler of each event type; they hand the facts of events to `record`.

        Whoever stores anything else of a workspace notes it in `workspaces` first.
        """

    @abstractmethod
    def figures(self, workspace: str, thing: str) -> object:
        """Return the figures of a thing, to be compared; raise `NotFound` for an unknown one."""

    def known(self, workspace: str) -> Iterator[str]:
        """Yield the things that have figures."""
        return self.counts.tallies.things(workspace)

    def remove(self, workspace: str) -> int:
        """Remove what it keeps of a workspace; return how many documents."""
        return self.counts.remove(workspace)

    @classmethod
    def routes(cls, now: Callable[[], Self]) -> "Sequence[Blueprint]":
        """Return the routes that answer its figures; `now` gives the generation that is served."""
        return ()


def topics_of(subjects: Iterable[Subject | type[Subject]]) -> tuple[str, ...]:
    """Return the topics that subjects read, each once."""
    return tuple(dict.fromkeys(topic for subject in subjects for topic in subject.topics))
