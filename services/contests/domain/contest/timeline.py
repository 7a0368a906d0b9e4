"""The steps of a contest's life, as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.schedule import schedule_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when it is due, whether it is done, and when it happened where that is known."""

    step: str
    at: datetime | None
    done: bool
    happened_at: datetime | None = None


def timeline_of(contest: Contest, settings: dict[str, object], now: datetime) -> list[Step]:
    """Return the steps in order; dates that a draft lacks are None.

    `settings` are those in force, completed by computed dates.
    """
    try:
        dates = schedule_of(settings)
    except KeyError:
        names = ("opens", "closes", "confirm_by", "review_until", "seal", "draw", "last_answer")
        return [Step(name, None, done=False) for name in names]
    lives = contest.opened and contest.state is not State.CANCELLED

    def passed(at: datetime) -> bool:
        return lives and now >= at

    return [
        Step("opens", dates.opens_at, passed(dates.opens_at), _began(contest, dates.opens_at)),
        Step("closes", dates.closes_at, passed(dates.closes_at), contest.closed_at),
        Step("confirm_by", dates.confirm_by, passed(dates.confirm_by)),
        Step("review_until", dates.review_until, passed(dates.review_until)),
        Step("seal", dates.review_until, contest.sealed_at is not None, contest.sealed_at),
        Step("draw", dates.draw_at, contest.drawn_at is not None, contest.drawn_at),
        Step("last_answer", dates.last_answer, contest.settled_at is not None, contest.settled_at),
    ]


def _began(contest: Contest, opens_at: datetime) -> datetime | None:
    """When entries began: as planned, or where that was past, when it was published."""
    return max(contest.opened_at, opens_at) if contest.opened_at else None
