"""An export: due work that may break off anywhere, and goes on from its last part."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# Longer than a part takes to be written.
LOOK_AGAIN = timedelta(minutes=10)
# How long a file is there to be fetched, and how long it is known who asked for it.
ALIVE, KEPT = timedelta(hours=24), timedelta(days=397)


class What(StrEnum):
    """What an export holds.

    Everybody of a contest, those who hold its prizes (with `EVERY_WINNER` those who were replaced
    too), or the consents to the newsletter that it brought, which outlive the people.
    """

    PEOPLE = "people"
    WINNERS = "winners"
    EVERY_WINNER = "every_winner"
    NEWSLETTER = "newsletter"

    @property
    def outlives_people(self) -> bool:
        """Whether it may be asked for once the people of the contest are erased."""
        return self is What.NEWSLETTER

    @property
    def of_winners(self) -> bool:
        """Whether there is nothing of it before the draw."""
        return self in (What.WINNERS, What.EVERY_WINNER)


class ExportState(StrEnum):
    """`asked` until all is written, `ready` for a day, `gone` when its file is.

    `withdrawn` when somebody whom it may name erased themselves, or left the newsletter that it
    lists: its files go at once.
    """

    ASKED = "asked"
    READY = "ready"
    GONE = "gone"
    WITHDRAWN = "withdrawn"


LIVE = (ExportState.ASKED, ExportState.READY)


@dataclass(frozen=True, slots=True)
class Export:
    """An export of the people of a contest, asked by the account `by`.

    `tool` is what will open it (`shared.tables.Tool`), `language` that of its heads. `parts` are
    the ids of its files, in order; `after` is the place that they reach, `rows` how many people
    they hold of `total` (0: not counted yet). `begun` are the ids of files that are
    being written, or were when a worker died: they go with it. It dies at `dies_at`. `due_at` is
    when the worker must look next.
    """

    id: str
    workspace_id: str
    contest_id: str
    by: str
    tool: str
    language: str
    asked_at: datetime
    what: What = What.PEOPLE
    version: int = 0
    state: ExportState = ExportState.ASKED
    parts: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    after: str = ""
    rows: int = 0
    total: int = 0
    size: int = 0
    ready_at: datetime | None = None
    dies_at: datetime | None = None
    withdrawn_at: datetime | None = None
    due_at: datetime | None = None
    attempts: int = 0

    def counted(self, total: int) -> "Export":
        """Return it with the number of people that it will hold, counted once."""
        return replace(self, total=self.total or total)

    @property
    def live(self) -> bool:
        """Whether it is being written, or can be fetched."""
        return self.state in LIVE

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that it may have left."""
        return (*self.parts, *self.begun)

    def beginning(self, part: str) -> "Export":
        """Return it with a file more that is about to be written."""
        return replace(self, begun=(*self.begun, part))

    def grown(self, part: str, *, rows: int, size: int, after: str, now: datetime) -> "Export":
        """Return it with one more part, and the next due at once."""
        return replace(
            self,
            parts=(*self.parts, part),
            begun=tuple(each for each in self.begun if each != part),
            rows=self.rows + rows,
            size=self.size + size,
            after=after,
            due_at=now,
        )

    def finished(self, now: datetime, last: datetime | None) -> "Export":
        """Return it whole, for a day, and never beyond `last`, when its people are erased."""
        dies_at = min(now + ALIVE, last) if last else now + ALIVE
        return replace(
            self, state=ExportState.READY, after="", ready_at=now, dies_at=dies_at, due_at=dies_at
        )

    def ended(self) -> "Export":
        """Return it without its files: who asked for it is known for thirteen months."""
        return replace(self._cleared(), state=ExportState.GONE)

    def withdraw(self, now: datetime) -> "Export":
        """Return it as nobody can fetch it any more; its files are due to go at once."""
        if not self.live:
            return self
        return replace(self, state=ExportState.WITHDRAWN, after="", withdrawn_at=now, due_at=now)

    def emptied(self, now: datetime) -> "Export":
        """Return a withdrawn one whose files were just removed.

        A worker that was writing one may leave it a moment later, and die: one look more.
        """
        last = (self.withdrawn_at or now) + LOOK_AGAIN
        if self.begun and now < last:
            return replace(self, parts=(), due_at=last)
        return self._cleared()

    def _cleared(self) -> "Export":
        return replace(self, parts=(), begun=(), due_at=self.asked_at + KEPT)

    def there(self, now: datetime) -> bool:
        """Return whether its file can be fetched."""
        return self.state is ExportState.READY and self.dies_at is not None and now < self.dies_at
