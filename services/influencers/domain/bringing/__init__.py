"""A contest to which the partners of a program bring people, each by a link of their own."""

from services.influencers.domain.bringing.bringing import (
    Bringing,
    BringingState,
    bringing_id,
    link_once,
)

__all__ = ["Bringing", "BringingState", "bringing_id", "link_once"]
