"""Contests: their states, and the figures of their entries and refusals."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from services.insights.engine.domain.counted import Counted
from services.insights.engine.stores.workspaces import WorkspaceStore
from services.insights.engine.subject import Record, Subject
from services.insights.subjects.contests.entrypoints.subscriptions import TOPICS, handlers
from services.insights.subjects.contests.stores.contests import ContestStore
from services.insights.subjects.contests.use_cases.read_figures import ContestFigures, read_figures
from services.insights.subjects.contests.use_cases.record_contest import record_contest
from shared.consumer import Handlers
from shared.documents import Database

if TYPE_CHECKING:
    from flask_smorest import Blueprint


class Contests(Subject):
    """A contest, with a fact for each entry and each refusal; its collections have old names."""

    things = "contests"
    topics = TOPICS
    counted = Counted("contest", prefix="")

    def __init__(self, database: Database, generation: int = 1) -> None:
        super().__init__(database, generation)
        self.contests = ContestStore(database, generation)

    def handlers(self, record: Record, workspaces: WorkspaceStore) -> Handlers:
        """Return the handlers of the events of entries and of contests."""
        noting = partial(record_contest, contests=self.contests, workspaces=workspaces)
        return handlers(record, noting)

    def figures(self, workspace: str, thing: str) -> ContestFigures:
        """Return a contest's state and figures; raise `NotFound`."""
        return read_figures(
            workspace_id=workspace, contest_id=thing, counts=self.counts, contests=self.contests
        )

    def known(self, workspace: str) -> Iterator[str]:
        """Yield the contests that were heard of."""
        return self.contests.every(workspace)

    def remove(self, workspace: str) -> int:
        """Remove what it keeps of a workspace."""
        return super().remove(workspace) + self.contests.collection.delete(workspace, {})

    @classmethod
    def routes(cls, now: "Callable[[], Contests]") -> "Sequence[Blueprint]":
        """Return the route that answers figures."""
        # The worker has no use for Flask.
        from services.insights.subjects.contests.entrypoints.routes import figures_blueprint

        return (figures_blueprint(lambda workspace, id_: now().figures(workspace, id_)),)
