"""A bucket: the entries of a contest that were submitted in one hour and came from one source."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_SOURCES = 500


@dataclass(frozen=True)
class Bucket:
    """`hour` is a UTC hour (`2026-03-29T16`).

    `source` is None for all the sources beyond the `MOST_SOURCES` that a contest tells apart, so
    that nobody makes buckets without end by inventing names.
    """

    contest_id: str
    hour: str
    source: str | None

    @property
    def name(self) -> str:
        """The bucket's identifier, `contest:hour:source`; without a third part for the others."""
        parts = [self.contest_id, self.hour]
        return ":".join(parts if self.source is None else [*parts, self.source])


def bucket_named(contest_id: str, name: str) -> Bucket:
    """Return the bucket of a contest that is called `name`."""
    hour, told_apart, source = name.removeprefix(f"{contest_id}:").partition(":")
    return Bucket(contest_id, hour, source if told_apart else None)


@dataclass(frozen=True)
class BucketCount:
    """How many facts of one bucket have each outcome."""

    bucket: Bucket
    counts: Mapping[str, int]
