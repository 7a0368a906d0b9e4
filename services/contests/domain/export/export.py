"""An export: due work that may break off anywhere, and goes on from its last part."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# Longer than a part takes to be written.
LOOK_AGAIN = timedelta(minutes=10)
# How long a file is there to be fetched, and how long it is known who asked for it.
ALIVE, KEPT = timedelta(hours=24), timedelta(days=397)
# Two machines never agree quite on what time it is.
CLOCKS_DIFFER = timedelta(minutes=1)


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
    lists: its files go at once. One that is still being written begins again instead.
    """

    ASKED = "asked"
    READY = "ready"
    GONE = "gone"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who went: `who` their going alone is known by, and since when they were there.

    `at` is when they went, where what was asked for since must stay.
    """

    who: str
    since: datetime
    at: datetime | None = None


LIVE = (ExportState.ASKED, ExportState.READY)


@dataclass(frozen=True, slots=True)
class Export:
    """An export of the people of a contest, asked by the account `by`.

    `tool` is what will open it (`shared.tables.Tool`), `language` that of its heads. `parts` are
    the ids of its files, in order; `after` is the place that they reach, `rows` how many people
    they hold of `total` (0: not counted yet). `begun` are the ids of files that are
    being written, or were when a worker died: they go with it. It dies at `dies_at`. `due_at` is
    when the worker must look next. It began again at `again_at`, without those of `again_without`
    (what their going is known by); `stale` are the ids of the files that it left then.
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
    stale: tuple[str, ...] = ()
    again_at: datetime | None = None
    again_without: tuple[str, ...] = ()
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
        return (*self.parts, *self.begun, *self.stale)

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
        """Return it whole, for a day, and never beyond `last`, when its people are erased.

        A worker that was writing what is stale may have left it since: one look more.
        """
        dies_at = min(now + ALIVE, last) if last else now + ALIVE
        look = min(now + LOOK_AGAIN, dies_at) if self.stale else dies_at
        return replace(
            self, state=ExportState.READY, after="", ready_at=now, dies_at=dies_at, due_at=look
        )

    def swept(self) -> "Export":
        """Return it once what is stale is gone for good."""
        return replace(self, stale=(), due_at=self.dies_at)

    def ended(self) -> "Export":
        """Return it without its files: who asked for it is known for thirteen months."""
        return replace(self._cleared(), state=ExportState.GONE)

    def without(self, gone: "Gone", now: datetime) -> "Export":
        """Return it as it is once somebody is gone whom it may hold; who came later is not in it.

        One that is ready can be fetched by nobody any more, one that is being written begins
        again; the files of both are due to go at once.
        """
        if not self.live or not self._may_hold(gone):
            return self
        if self.state is ExportState.READY:
            return replace(
                self, state=ExportState.WITHDRAWN, after="", withdrawn_at=now, due_at=now
            )
        return replace(
            self,
            parts=(),
            begun=(),
            stale=self.files,
            after="",
            rows=0,
            total=0,
            size=0,
            again_at=now,
            again_without=(*self.again_without, gone.who),
            due_at=now,
        )

    def _may_hold(self, gone: "Gone") -> bool:
        """Return whether it was read while they were there; what is not begun reads later."""
        if gone.who in self.again_without or not (self.parts or self.begun):
            return False
        came = self.ready_at is None or gone.since <= self.ready_at + CLOCKS_DIFFER
        reads_since = self.again_at or self.asked_at
        return came and (gone.at is None or reads_since <= gone.at + CLOCKS_DIFFER)

    def emptied(self, now: datetime) -> "Export":
        """Return a withdrawn one whose files were just removed.

        A worker that was writing one may leave it a moment later, and die: one look more.
        """
        last = (self.withdrawn_at or now) + LOOK_AGAIN
        if (self.begun or self.stale) and now < last:
            return replace(self, parts=(), due_at=last)
        return self._cleared()

    def _cleared(self) -> "Export":
        return replace(self, parts=(), begun=(), stale=(), due_at=self.asked_at + KEPT)

    def there(self, now: datetime) -> bool:
        """Return whether its file can be fetched."""
        return self.state is ExportState.READY and self.dies_at is not None and now < self.dies_at
