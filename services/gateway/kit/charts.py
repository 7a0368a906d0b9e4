"""Bars drawn by the server as SVG; the page that shows them has the same data as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.gateway.kit.formats import number_text

WIDTH, HEIGHT, FOOT, RIGHT = 640, 160, 20, 44
LEAST_SLOTS = 12


@dataclass(frozen=True)
class Bar:
    """One bucket, in the chart's own units: the height of what is solid, and of what stands on it,
    hatched.
    """

    x: float
    width: float
    solid: float
    rest: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Bars, and the lines behind them as (height, label)."""

    bars: Sequence[Bar]
    lines: Sequence[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = FOOT


def chart(buckets: Sequence[tuple[str, int, int]]) -> Chart | None:
    """Return the chart of (label, solid, rest) in their order; None without any."""
    if not buckets:
        return None
    top = _round_up(max(solid + rest for _, solid, rest in buckets))
    slot = (WIDTH - RIGHT) / max(len(buckets), LEAST_SLOTS)
    unit = (HEIGHT - 8) / top
    bars = [
        Bar(
            round(place * slot + 1, 1),
            round(slot - 2, 1),
            round(solid * unit, 1),
            round(rest * unit, 1),
            label,
        )
        for place, (label, solid, rest) in enumerate(buckets)
    ]
    shares = (0.5, 1.0) if top > 1 else (1.0,)
    lines = [(round((HEIGHT - 8) * share, 1), number_text(int(top * share))) for share in shares]
    return Chart(bars, lines)


def _round_up(value: int) -> int:
    """Return a round number at or above `value`, for the top of the scale."""
    step = 1
    while True:
        for factor in (1, 2, 4, 6, 8):
            if value <= step * factor:
                return step * factor
        step *= 10
