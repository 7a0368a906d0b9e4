"""Medians of five, each beside its baseline."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True)
class Figure:
    """A rate (per second) beside the baseline's; `ratio` is what is compared over time."""

    what: str
    rate: float
    baseline: str
    baseline_rate: float

    @property
    def ratio(self) -> float:
        """How much of the baseline's rate is reached."""
        return self.rate / self.baseline_rate

    def __str__(self) -> str:
        """Return one line of the table."""
        rates = f"{self.rate:12,.0f}/s against {self.baseline_rate:12,.0f}/s"
        return f"{self.what:34} {rates}  = {self.ratio:6.0%} of {self.baseline}"


def rate_of(work: Callable[[], int]) -> float:
    """Return the median rate of `work`, which answers how many things it did."""
    rates = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        done = work()
        rates.append(done / (time.perf_counter() - begin))
    return statistics.median(rates)
