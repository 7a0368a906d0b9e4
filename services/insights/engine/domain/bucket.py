"""A bucket: the facts about one thing that began in one hour and came from one source."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_SOURCES = 500


@dataclass(frozen=True)
class Bucket:
    """`hour` is a UTC hour (`2026-03-29T16`).

    `source` is None for all the sources beyond the `MOST_SOURCES` that a thing tells apart, so
    that nobody makes buckets without end by inventing names.
    """

    about: str
    hour: str
    source: str | None

    @property
    def name(self) -> str:
        """The bucket's identifier, `about:hour:source`; without a third part for the others."""
        parts = [self.about, self.hour]
        return ":".join(parts if self.source is None else [*parts, self.source])


def bucket_named(about: str, name: str) -> Bucket:
    """Return the bucket of a thing that is called `name`."""
    hour, told_apart, source = name.removeprefix(f"{about}:").partition(":")
    return Bucket(about, hour, source if told_apart else None)


@dataclass(frozen=True)
class BucketCount:
    """How many facts of one bucket have each outcome."""

    bucket: Bucket
    counts: Mapping[str, int]


@dataclass(frozen=True)
class ClaimedTally:
    """The tally of a bucket whose counting is due; claim and version guard what is written of it.

    `attempts` is the number of its claim.
    """

    workspace_id: str
    bucket: Bucket
    attempts: int
    version: int
