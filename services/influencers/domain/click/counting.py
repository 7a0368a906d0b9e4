"""What clicks are counted by: link, partner, program, a partner in a program; day, month, all.

Days are those of UTC, as hours and salts are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.influencers.domain.click.click import Click, Verdict
from shared.events import instant_text

ALL = "all"
Counts = Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class Count:
    """One count: of `about`, in a `period`; `within` is the ranking that it stands in, or ""."""

    about: str
    period: str
    within: str = ""

    @property
    def id(self) -> str:
        """Its identifier within a workspace."""
        return f"{self.about}|{self.period}"


def day_of(instant: datetime) -> str:
    """Return the day of an instant: `2026-03-29`."""
    return instant_text(instant)[:10]


def month_of(day: str) -> str:
    """Return the month of a day as a period, which sorts apart from days: `m2026-03`."""
    return f"m{day[:7]}"


def of_day(day: str) -> Count:
    """Return the count of a whole workspace's day."""
    return Count("workspace", day)


def counted(clicks: Iterable[Click]) -> dict[Count, Counter[Verdict]]:
    """Return by how much each count grows by these clicks."""
    found: dict[Count, Counter[Verdict]] = {}
    for click in clicks:
        for count in _counts_of(click):
            found.setdefault(count, Counter())[click.verdict] += 1
    return found


def _counts_of(click: Click) -> list[Count]:
    visit, day = click.visit, day_of(click.visit.at)
    program, partner, month = visit.program_id, visit.partner_id, month_of(day)
    found = [of_day(day), *(Count(f"link:{visit.link_id}", period) for period in (day, ALL))]
    if program:
        found += [Count(f"program:{program}", period) for period in (day, ALL)]
    if partner:
        found += _ranked(f"partner:{partner}", "partners", day, month)
    if program and partner:
        found += _ranked(f"enrolled:{program}:{partner}", f"program:{program}", day, month)
    return found


def _ranked(about: str, within: str, day: str, month: str) -> list[Count]:
    return [Count(about, day), Count(about, month, within), Count(about, ALL, within)]
