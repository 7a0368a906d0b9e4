"""Generations of the read model: the one that is served, and the one that a rebuild makes."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shared.errors import AppError, Kind

LEASE = timedelta(seconds=15)
STILL_READ = timedelta(seconds=10)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class RebuildUnderWay(AppError):
    """Another rebuild is under way."""

    slug = "rebuild_under_way"
    kind = Kind.CONFLICT


class RebuildTakenOver(AppError):
    """Another rebuild went on with this one's work: it had not been heard of for too long."""

    slug = "rebuild_taken_over"
    kind = Kind.CONFLICT


def group_of(number: int) -> str:
    """Return the group that feeds a generation; the first keeps the name it always had."""
    return "insights" if number == 1 else f"insights-{number}"


def collection_of(name: str, number: int) -> str:
    """Return the collection of a generation; those of the first keep their names."""
    return name if number == 1 else f"{name}_{number}"


@dataclass(frozen=True)
class Generations:
    """What the pointer says: `served` since `since`; `building` (0: none) by `by` until `until`.

    A rebuild holds its generation by a lease that it renews. One that died leaves its number, and
    the next goes on with it: the group remembers how far it was read.
    """

    served: int = 1
    since: datetime = NEVER
    building: int = 0
    by: str = ""
    until: datetime = NEVER

    def begun(self, by: str, now: datetime, *, anew: bool = False) -> "Generations":
        """Take up the generation that was begun, or a new one; raise `RebuildUnderWay`."""
        if self.building and self.until > now:
            raise RebuildUnderWay
        number = self.building
        if anew or not number:
            number = max(self.served, self.building) + 1
        return replace(self, building=number, by=by, until=now + LEASE)

    def renewed(self, by: str, now: datetime) -> "Generations":
        """Hold on for another lease; raise `RebuildTakenOver`."""
        self._check_held(by)
        return replace(self, until=now + LEASE)

    def released(self, by: str) -> "Generations":
        """Let the next rebuild go on at once."""
        return replace(self, until=NEVER) if self.by == by else self

    def switched(self, by: str, now: datetime) -> "Generations":
        """Serve what was built; raise `RebuildTakenOver`."""
        self._check_held(by)
        return Generations(served=self.building, since=now)

    def left(self, now: datetime) -> range:
        """Return the generations that nobody reads any more: readers look at the pointer often."""
        done = now - self.since >= STILL_READ
        return range(1, self.served if done else 1)

    def _check_held(self, by: str) -> None:
        if not self.building or self.by != by:
            raise RebuildTakenOver
