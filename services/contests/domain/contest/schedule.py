"""The dates of a contest, computed from settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.beacon import CHAINS
from services.contests.domain.dividing import part_of
from shared.events import instant_of

TIME_TO_APPEAL = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Entries count if `submitted_at < closes_at` and `confirmed_at < confirm_by`.

    Appeals end and the list is sealed at `review_until`; winners are drawn by the first round of
    the beacon at or after `draw_at`; the last winner has answered by `last_answer`. Who is
    excluded is told at least `time_to_appeal` before the seal.
    """

    opens_at: datetime
    closes_at: datetime
    confirm_by: datetime
    review_until: datetime
    draw_at: datetime
    last_answer: datetime
    time_to_appeal: timedelta

    @property
    def last_exclusion(self) -> datetime:
        """Until when someone may be excluded."""
        return self.review_until - self.time_to_appeal

    def as_dates(self) -> dict[str, datetime]:
        """Return the dates that `contest_opened` tells."""
        names = ("opens_at", "closes_at", "confirm_by", "review_until", "draw_at")
        return {name: getattr(self, name) for name in names}


def schedule_of(settings: Mapping[str, Any]) -> Schedule:
    """Return the dates of complete settings. Raises `KeyError` or `BadInstant` for others."""
    closes_at = instant_of(settings["closes_at"])
    confirm_by = closes_at + timedelta(seconds=settings["confirm_within"])
    review = timedelta(seconds=settings["review_within"])
    return Schedule(
        opens_at=instant_of(settings["opens_at"]),
        closes_at=closes_at,
        confirm_by=confirm_by,
        review_until=confirm_by + review,
        draw_at=instant_of(settings["draw_at"]),
        last_answer=instant_of(settings["claims_end_at"]),
        time_to_appeal=_time_to_appeal(settings, review),
    )


def _time_to_appeal(settings: Mapping[str, Any], review: timedelta) -> timedelta:
    """Return 24 hours; contests on a test beacon, which may last seconds, leave half the review."""
    chain = CHAINS.get((settings.get("beacon") or {}).get("chain", ""))
    test = chain is not None and chain.test
    return min(TIME_TO_APPEAL, part_of(review, 2)) if test else TIME_TO_APPEAL
