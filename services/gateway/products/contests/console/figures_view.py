"""Figures from insights, drawn by the server: SVG with the same data as a table below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.gateway.kit.formats import number_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.words.states import exclusion_reason, source_name

WIDTH, HEIGHT, FOOT, RIGHT = 640, 160, 20, 44
MOST_BARS = 72


@dataclass(frozen=True)
class Bar:
    """One bucket, in the chart's own units; heights of confirmed and of not yet confirmed."""

    x: float
    width: float
    confirmed: float
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


def figures_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of the figures of one contest."""
    hours = list(body.get("by_hour") or [])
    sources = sorted(body.get("by_source") or [], key=lambda each: -each["submitted"])
    reasons = sorted(body.get("by_reason") or [], key=lambda each: -each["count"])
    return {
        "chart": chart(hours[-MOST_BARS:]),
        "hours": hours[-MOST_BARS:],
        "sources": [*(_source(each, _largest(sources)) for each in sources), *_others(body)],
        "reasons": [(exclusion_reason(each["reason"]), number_text(each["count"]))
                    for each in reasons],
    }  # fmt: skip


def chart(hours: Sequence[Mapping[str, Any]]) -> Chart | None:
    """Return the chart of entries by hour; None without any."""
    if not hours:
        return None
    top = _round_up(max(max(each["submitted"], each["confirmed"]) for each in hours))
    room = WIDTH - RIGHT
    slot = room / max(len(hours), 12)
    bars = []
    for place, each in enumerate(hours):
        confirmed = each["confirmed"] / top * (HEIGHT - 8)
        rest = max(each["submitted"] - each["confirmed"], 0) / top * (HEIGHT - 8)
        bars.append(
            Bar(
                round(place * slot + 1, 1),
                round(slot - 2, 1),
                round(confirmed, 1),
                round(rest, 1),
                each["hour"],
            )
        )
    shares = (0.5, 1.0) if top > 1 else (1.0,)
    lines = [(round((HEIGHT - 8) * share, 1), number_text(int(top * share))) for share in shares]
    return Chart(bars, lines)


def _source(each: Mapping[str, Any], largest: int) -> dict[str, Any]:
    return {
        "name": source_name(each["source"]),
        "submitted": number_text(each["submitted"]),
        "confirmed": number_text(each["confirmed"]),
        "refused": number_text(each.get("refused", 0)),
        "share": round(each["submitted"] / largest * 100, 1) if largest else 0,
    }


def _others(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the line of the sources that have none of their own, if anyone came from them."""
    others = body.get("other_sources") or {}
    if not any(others.values()):
        return []
    return [_source({"source": gettext("Other sources"), **others}, 0)]


def _largest(sources: Sequence[Mapping[str, Any]]) -> int:
    return max((each["submitted"] for each in sources), default=0)


def _round_up(value: int) -> int:
    """Return a round number at or above `value`, for the top of the scale."""
    step = 1
    while True:
        for factor in (1, 2, 4, 6, 8):
            if value <= step * factor:
                return step * factor
        step *= 10
