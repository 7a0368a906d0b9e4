"""Figures → what the API shows."""

from typing import Any

from services.influencers.domain.click import Counts
from services.influencers.domain.commission import Brought
from services.influencers.entrypoints.views import partner_view
from services.influencers.use_cases.click.read import Figures
from services.influencers.use_cases.program.figures import MonthFigures, MonthRanking


def clicks_view(figures: Figures) -> dict[str, Any]:
    """Return clicks by day and verdict."""
    days = [{"day": day, "counts": counts_view(counts)} for day, counts in figures.days.items()]
    return {
        "since": figures.since,
        "until": figures.until,
        "days": days,
        "total": counts_view(figures.total),
    }


def counts_view(counts: Counts) -> dict[str, int]:
    """Return how many clicks have each verdict."""
    return {verdict.value: count for verdict, count in counts.items()}


def month_figures_view(found: MonthFigures) -> dict[str, Any]:
    """Return a month of a program."""
    program = found.program
    return {
        "program_id": program.id,
        "program": program.settings.get("name", ""),
        "opened_at": program.opened_at,
        "month": found.month,
        "clicks": clicks_view(found.clicks),
        "brought": _brought(found.brought),
    }


def month_ranking_view(found: MonthRanking) -> dict[str, Any]:
    """Return a page of partners of a month."""
    items = [
        {
            "partner": partner_view(partner),
            "counts": counts_view(counts),
            "brought": _brought(brought),
        }
        for partner, counts, brought in found.items
    ]
    return {"items": items, "after": found.after}


def _brought(brought: Brought) -> dict[str, Any]:
    return {"sales": brought.sales, "leads": brought.leads, "earned": brought.earned}
