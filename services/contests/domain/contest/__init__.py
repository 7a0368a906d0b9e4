"""The contest: its states, its dates, and what may be done to it when."""

from services.contests.domain.contest.contest import Contest, Secrets, State
from services.contests.domain.contest.schedule import Schedule, schedule_of

__all__ = ["Contest", "Schedule", "Secrets", "State", "schedule_of"]
