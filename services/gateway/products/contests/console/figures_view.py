"""Figures from insights, drawn by the server: SVG with the same data as a table below."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.kit.charts import Chart, chart
from services.gateway.kit.formats import number_text
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.words.states import exclusion_reason, source_name

MOST_BARS = 72


def figures_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of the figures of one contest."""
    hours = list(body.get("by_hour") or [])
    sources = sorted(body.get("by_source") or [], key=lambda each: -each["submitted"])
    reasons = sorted(body.get("by_reason") or [], key=lambda each: -each["count"])
    return {
        "chart": entries_chart(hours[-MOST_BARS:]),
        "hours": hours[-MOST_BARS:],
        "sources": [*(_source(each, _largest(sources)) for each in sources), *_others(body)],
        "reasons": [(exclusion_reason(each["reason"]), number_text(each["count"]))
                    for each in reasons],
    }  # fmt: skip


def entries_chart(hours: Sequence[Mapping[str, Any]]) -> Chart | None:
    """Return the chart of entries by hour, confirmed below; None without any."""
    return chart(
        [
            (each["hour"], each["confirmed"], max(each["submitted"] - each["confirmed"], 0))
            for each in hours
        ]
    )


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
