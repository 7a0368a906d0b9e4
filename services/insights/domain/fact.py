"""A fact: what one entry, or one refusal, has become. The figures are counts of facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

UNCONFIRMED = "unconfirmed"
CONFIRMED = "confirmed"
WITHDRAWN = "withdrawn"
LAPSED = "lapsed"
EXCLUDED = "excluded"
REFUSED = "refused"


@dataclass(frozen=True)
class EntryFact:
    """What an event says of one entry or refusal.

    `id` is the entry's or the refusal's, `sequence` the event's place in that entry's life (from
    1), `hour` the UTC hour of submission (`2026-03-29T16`), `outcome` one of the constants here,
    followed by `:reason` for exclusions and refusals.
    """

    id: str
    workspace_id: str
    contest_id: str
    sequence: int
    source: str
    outcome: str
    hour: str = ""


def outcome_of(state: str, reason: str = "") -> str:
    """Return the outcome that is counted: the state, with its reason where there is one."""
    return f"{state}:{reason}" if reason else state


def bucket_of(contest_id: str, hour: str, source: str) -> str:
    """Return the name of the bucket that counts the entries of one hour from one source."""
    return f"{contest_id}:{hour}:{source}"


@dataclass(frozen=True)
class BucketCount:
    """How many facts of one bucket have each outcome."""

    hour: str
    source: str
    counts: Mapping[str, int]


def _of_state(counts: Mapping[str, int], state: str) -> int:
    return sum(n for outcome, n in counts.items() if outcome.partition(":")[0] == state)


def _submitted(counts: Mapping[str, int]) -> int:
    return sum(counts.values()) - _of_state(counts, REFUSED)


def _confirmed(counts: Mapping[str, int]) -> int:
    # Who was excluded had confirmed first: the exclusion is told apart, never hidden.
    return _of_state(counts, CONFIRMED) + _of_state(counts, EXCLUDED)


@dataclass(frozen=True)
class Figures:
    """The figures of a contest: totals, by hour, by source, by reason of refusal or exclusion."""

    entries: Mapping[str, int]
    by_hour: list[dict[str, Any]]
    by_source: list[dict[str, Any]]
    by_reason: list[dict[str, Any]]


def figures_of(buckets: Iterable[BucketCount]) -> Figures:
    """Add the buckets up."""
    rows = list(buckets)
    total = _sum(row.counts for row in rows)
    return Figures(
        entries=_line(total) | {s: _of_state(total, s) for s in (EXCLUDED, WITHDRAWN, LAPSED)},
        by_hour=[{"hour": key, **_line(counts)} for key, counts in _grouped(rows, "hour")],
        by_source=[{"source": key, **_line(counts)} for key, counts in _grouped(rows, "source")],
        by_reason=[
            {"state": outcome.partition(":")[0], "reason": outcome.partition(":")[2], "count": n}
            for outcome, n in sorted(total.items())
            if ":" in outcome and n
        ],
    )


def _line(counts: Mapping[str, int]) -> dict[str, int]:
    return {
        "submitted": _submitted(counts),
        "confirmed": _confirmed(counts),
        "refused": _of_state(counts, REFUSED),
    }


def _sum(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for counts in many:
        for outcome, n in counts.items():
            total[outcome] = total.get(outcome, 0) + n
    return total


def _grouped(rows: list[BucketCount], by: str) -> list[tuple[str, dict[str, int]]]:
    groups: dict[str, list[Mapping[str, int]]] = {}
    for row in rows:
        groups.setdefault(getattr(row, by), []).append(row.counts)
    return [(key, _sum(groups[key])) for key in sorted(groups)]
