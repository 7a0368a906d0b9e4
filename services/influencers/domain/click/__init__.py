"""Clicks: what recorded visits of tracked links are taken for, and how they are counted."""

from services.influencers.domain.click.agents import Agent, of_agent
from services.influencers.domain.click.click import (
    CLICK_TOPIC,
    KEPT,
    Click,
    Verdict,
    Visit,
    judged,
    twice,
)
from services.influencers.domain.click.counting import (
    ALL,
    Count,
    Counts,
    counted,
    day_of,
    month_of,
    of_day,
)

__all__ = [
    "ALL",
    "CLICK_TOPIC",
    "KEPT",
    "Agent",
    "Click",
    "Count",
    "Counts",
    "Verdict",
    "Visit",
    "counted",
    "day_of",
    "judged",
    "month_of",
    "of_agent",
    "of_day",
    "twice",
]
