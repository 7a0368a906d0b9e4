"""What is measured: rates beside a baseline's, delays, amounts, each with the target it must meet.

The measured and its baseline run by turns, so that whatever else the machine does hits both; the
ratio is the median of the ratios of the single turns.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

RUNS = 5
Work = Callable[[], int]


@dataclass(frozen=True)
class Effort:
    """How much is done: `runs` turns of each, `share` of the full sizes (1 for real figures)."""

    runs: int = RUNS
    share: float = 1.0

    def of(self, count: int, least: int = 10) -> int:
        """Return that share of `count`."""
        return max(int(count * self.share), least)


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, beside what, the target, and whether it is met."""

    what: str
    measured: str
    beside: str
    reached: str
    target: str
    met: bool | None


class Result(Protocol):
    """Anything that was measured."""

    @property
    def line(self) -> Line:
        """Its line of the table."""
        ...


@dataclass(frozen=True)
class Figure:
    """A rate (per second) beside the baseline's; `target` is the least ratio.

    `paired` is the median of the ratios of single turns; without it the rates are divided.
    """

    what: str
    rate: float
    baseline: str
    baseline_rate: float
    target: float | None = None
    paired: float | None = None

    @property
    def ratio(self) -> float:
        """How much of the baseline's rate is reached."""
        return self.rate / self.baseline_rate if self.paired is None else self.paired

    @property
    def line(self) -> Line:
        """The line of the table."""
        return Line(
            self.what,
            f"{self.rate:,.0f}/s",
            f"{self.baseline_rate:,.0f}/s {self.baseline}",
            _share(self.ratio),
            "" if self.target is None else f"at least {_share(self.target)}",
            None if self.target is None else self.ratio >= self.target,
        )


@dataclass(frozen=True)
class Delay:
    """How long something took, in milliseconds; `target` is the longest `p99`."""

    what: str
    p50: float
    p99: float
    longest: float
    target: float | None = None

    @property
    def line(self) -> Line:
        """The line of the table."""
        return Line(
            self.what,
            f"p50 {self.p50:,.1f} ms, longest {self.longest:,.0f} ms",
            "",
            f"p99 {self.p99:,.1f} ms",
            "" if self.target is None else f"p99 under {self.target:,.0f} ms",
            None if self.target is None else self.p99 < self.target,
        )


@dataclass(frozen=True)
class Amount:
    """So many seconds, bytes or what `unit` says; `target` is the most that is allowed."""

    what: str
    value: float
    unit: str
    target: float | None = None
    beside: str = field(default="", kw_only=True)

    @property
    def line(self) -> Line:
        """The line of the table."""
        return Line(
            self.what,
            f"{self.value:,.1f} {self.unit}",
            self.beside,
            f"{self.value:,.1f} {self.unit}",
            "" if self.target is None else f"under {self.target:,.1f} {self.unit}",
            None if self.target is None else self.value < self.target,
        )


def _share(ratio: float) -> str:
    return f"{ratio:.1f} times" if ratio >= 2 else f"{ratio:.0%}"


def once(work: Work) -> float:
    """Return the rate of `work`, which answers how many things it did."""
    begin = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - begin)


def rate_of(work: Work) -> float:
    """Return the median rate of `work`."""
    return statistics.median(once(work) for _ in range(RUNS))


def compared(
    what: str,
    work: Work,
    baseline: str,
    bare: Work,
    *,
    effort: Effort,
    target: float | None = None,
) -> Figure:
    """Return the rates of both, which ran by turns after a turn that is not counted."""
    rates, bares = by_turns([work, bare], effort)
    return figure(what, rates, baseline, bares, target)


def by_turns(works: Sequence[Work], effort: Effort) -> list[list[float]]:
    """Return the rates of each work, all of which took turns: A B C A B C …"""
    for work in works:
        once(work)
    turns = [[once(work) for work in works] for _ in range(effort.runs)]
    return [list(rates) for rates in zip(*turns, strict=True)]


def figure(
    what: str,
    rates: Sequence[float],
    baseline: str,
    bares: Sequence[float],
    target: float | None = None,
) -> Figure:
    """Return the figure of rates that were measured by turns."""
    ratios = [rate / bare for rate, bare in zip(rates, bares, strict=True)]
    median = statistics.median
    return Figure(what, median(rates), baseline, median(bares), target, median(ratios))


def delay(what: str, rounds: Sequence[Sequence[float]], target: float | None = None) -> Delay:
    """Return the medians of the rounds' own percentiles, from seconds; the longest is of all."""
    sorted_rounds = [sorted(round_) for round_ in rounds]
    return Delay(
        what,
        statistics.median(percentile(each, 50) for each in sorted_rounds) * 1000,
        statistics.median(percentile(each, 99) for each in sorted_rounds) * 1000,
        max(each[-1] for each in sorted_rounds) * 1000,
        target,
    )


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Return the smallest of the ordered values that `percent` of them do not exceed."""
    return ordered[max(-(-len(ordered) * percent // 100), 1).__int__() - 1]
