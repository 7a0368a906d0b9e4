"""Read what clicks were counted: figures by day and verdict, rankings, and clues about a link."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.influencers.domain.audit import Purpose
from services.influencers.domain.click import ALL, Count, Counts, Verdict, day_of, month_of
from services.influencers.domain.partner import Partner
from services.influencers.domain.program import Program
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context

USUAL_DAYS = 30


@dataclass(frozen=True)
class Figures:
    """Counts by verdict: of each day that has some, and of all of them from `since` to `until`."""

    since: str
    until: str
    days: Mapping[str, Counts]

    @property
    def total(self) -> Counts:
        """The sum of the days."""
        summed: Counter[Verdict] = Counter(dict.fromkeys(Verdict, 0))
        for counts in self.days.values():
            summed.update(counts)
        return summed


@dataclass(frozen=True)
class Ranked:
    """Partners with their counts, the most people first; `after` is the next page's place."""

    program: Program
    items: Sequence[tuple[Partner, Counts]]
    after: str | None


def figures_of_link(
    context: Context, *, workspace: str, link: str, since: str = "", until: str = ""
) -> Figures:
    """Return the figures of a link, of the last 30 days unless days are given.

    Raises `NotFound`.
    """
    found = context.stores.links.get(workspace, link)
    return _figures(context, workspace, f"link:{found.id}", since, until)


def figures_of_program(
    context: Context, *, workspace: str, program: str, since: str = "", until: str = ""
) -> Figures:
    """Return the figures of a program. Raises `NotFound`."""
    found = context.stores.programs.get(workspace, program)
    return _figures(context, workspace, f"program:{found.id}", since, until)


def figures_of_partner(
    context: Context,
    *,
    workspace: str,
    partner: str,
    program: str = "",
    since: str = "",
    until: str = "",
) -> Figures:
    """Return the figures of a partner, in one program if given. Raises `NotFound`."""
    found = context.stores.partners.get(workspace, partner)
    about = f"enrolled:{program}:{found.id}" if program else f"partner:{found.id}"
    return _figures(context, workspace, about, since, until)


def ranking(
    context: Context,
    *,
    workspace: str,
    program: str,
    by: str,
    month: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Ranked:
    """Return the partners of a program by their people's clicks, of a month (`2026-03`) if given.

    That partners are shown is noted first. Raises `NotFound`.
    """
    found = context.stores.programs.get(workspace, program)
    period = month_of(month) if month else ALL
    within = f"program:{found.id}"
    page = context.stores.click_counts.ranking(workspace, within, period, after=after, limit=limit)
    counts = {about.rpartition(":")[2]: counted for about, counted in page.items}
    if counts:
        told = {"workspace": workspace, "by": by, "program": found.id}
        note_reading(context, **told, purpose=Purpose.PARTNERS, refs=tuple(counts))
    known = {each.id: each for each in context.stores.partners.several(workspace, list(counts))}
    items = [(known[partner], each) for partner, each in counts.items() if partner in known]
    return Ranked(found, items, page.after)


def clicks_of_links(
    context: Context, *, workspace: str, links: Sequence[str]
) -> Mapping[str, Counts]:
    """Return all that was counted of each of these links, by its id; those that have some."""
    wanted = [Count(f"link:{link}", ALL) for link in links]
    found = context.stores.click_counts.of(workspace, wanted)
    return {about.removeprefix("link:"): counts for about, counts in found.items()}


def visits(context: Context, *, workspace: str, partner: str, since: str, until: str) -> int:
    """Return how many people came through a partner's links from one day to another."""
    figures = _figures(context, workspace, f"partner:{partner}", since, until)
    return figures.total[Verdict.HUMAN]


def busiest_network(context: Context, *, workspace: str, link: str) -> tuple[int, int]:
    """Return the people's clicks of a link in the last hour, and those of its busiest network."""
    now = context.clock.now()
    since = now - timedelta(hours=1)
    networks = Counter(context.stores.clicks.networks(workspace, link, since, now))
    return networks.total(), max(networks.values(), default=0)


def _figures(context: Context, workspace: str, about: str, since: str, until: str) -> Figures:
    last = until or day_of(context.clock.now())
    first = since or str(date.fromisoformat(last) - timedelta(days=USUAL_DAYS - 1))
    days = context.stores.click_counts.days(workspace, about, first, last)
    return Figures(first, last, days)
