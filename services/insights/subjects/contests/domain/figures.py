"""The figures of a contest: sums over its buckets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.insights.engine.domain.bucket import BucketCount
from services.insights.subjects.contests.domain.outcome import (
    CONFIRMED,
    EXCLUDED,
    LAPSED,
    REFUSED,
    WITHDRAWN,
)

MOST_SOURCES_SHOWN = 100
Counts = Mapping[str, int]
Groups = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Figures:
    """Totals, by hour, by source, by reason of refusal or exclusion.

    `by_source` holds the hundred sources with most entries and refusals, and whoever came
    directly; `other_sources` is the sum of all others.
    """

    entries: Counts
    by_hour: list[dict[str, Any]]
    by_source: list[dict[str, Any]]
    other_sources: Counts
    by_reason: list[dict[str, Any]]


def figures_of(buckets: Iterable[BucketCount]) -> Figures:
    """Add the buckets up."""
    total: dict[str, int] = {}
    hours: Groups = {}
    sources: Groups = {}
    others: dict[str, int] = {}
    for row in buckets:
        source = row.bucket.source
        by_source = others if source is None else sources.setdefault(source, {})
        for counts in (total, hours.setdefault(row.bucket.hour, {}), by_source):
            _add(counts, row.counts)
    shown = _largest(sources)
    for name in sources.keys() - shown:
        _add(others, sources[name])
    return Figures(
        entries=_line(total) | {s: _of_state(total, s) for s in (EXCLUDED, WITHDRAWN, LAPSED)},
        by_hour=[{"hour": name, **_line(hours[name])} for name in sorted(hours)],
        by_source=[{"source": name, **_line(sources[name])} for name in sorted(shown)],
        other_sources=_line(others),
        by_reason=[
            {"state": outcome.partition(":")[0], "reason": outcome.partition(":")[2], "count": n}
            for outcome, n in sorted(total.items())
            if ":" in outcome and n
        ],
    )


def _largest(sources: Groups) -> set[str]:
    ranked = sorted(sources, key=lambda name: (name != "", -sum(sources[name].values()), name))
    return set(ranked[:MOST_SOURCES_SHOWN])


def _add(total: dict[str, int], counts: Counts) -> None:
    for outcome, n in counts.items():
        total[outcome] = total.get(outcome, 0) + n


def _line(counts: Counts) -> dict[str, int]:
    excluded = _of_state(counts, EXCLUDED)
    refused = _of_state(counts, REFUSED)
    return {
        "submitted": sum(counts.values()) - refused,
        # Who was excluded had confirmed first: the exclusion is told apart, never hidden.
        "confirmed": _of_state(counts, CONFIRMED) + excluded,
        "refused": refused,
    }


def _of_state(counts: Counts, state: str) -> int:
    return sum(n for outcome, n in counts.items() if outcome.partition(":")[0] == state)
