"""The figures of a program in a month: clicks, what was brought, and who brought it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from services.influencers.domain.audit import Purpose
from services.influencers.domain.click import Count, Counts, Verdict, day_of, month_of
from services.influencers.domain.commission import Brought
from services.influencers.domain.partner import Partner
from services.influencers.domain.program import Program
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.click.read import Figures, figures_of_program, ranking
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.program.brought import bounds_of, brought_in, currency_of

_NO_CLICKS: Counts = dict.fromkeys(Verdict, 0)


@dataclass(frozen=True)
class MonthFigures:
    """A month (`2026-11`) of a program: clicks by day and verdict, what all partners brought."""

    program: Program
    month: str
    clicks: Figures
    brought: Brought


@dataclass(frozen=True)
class MonthRanking:
    """Partners with their clicks of a month and what they brought, the most people first.

    Who brought something without any click stands at the end of the last page, the most first.
    """

    items: Sequence[tuple[Partner, Counts, Brought]]
    after: str | None


def read_figures(
    context: Context, *, workspace: str, program: str, month: str = ""
) -> MonthFigures:
    """Return the figures of a month, of this one unless one is given. Raises `NotFound`."""
    found, asked = context.stores.programs.get(workspace, program), month or _this_month(context)
    since, until = bounds_of(asked)
    days = {"since": day_of(since), "until": day_of(until - timedelta(days=1))}
    clicks = figures_of_program(context, workspace=workspace, program=program, **days)
    brought = brought_in(context, found, asked).values()
    return MonthFigures(
        found, asked, clicks, sum(brought, start=Brought.nothing(currency_of(found)))
    )


def rank_partners(
    context: Context,
    *,
    workspace: str,
    program: str,
    by: str,
    month: str = "",
    after: str | None = None,
    limit: int = 50,
) -> MonthRanking:
    """Return the partners of a month, of this one unless one is given.

    That partners are shown is noted first. Raises `NotFound`.
    """
    asked = month or _this_month(context)
    whose = {"workspace": workspace, "program": program, "by": by}
    ranked = ranking(context, **whose, month=asked, after=after, limit=limit)
    brought = brought_in(context, ranked.program, asked)
    nothing = Brought.nothing(currency_of(ranked.program))
    items = [(each, counts, brought.get(each.id, nothing)) for each, counts in ranked.items]
    if ranked.after is None:
        known = {each.id for each, _ in ranked.items}
        rest = _without_clicks(context, ranked.program, asked, brought.keys() - known)
        more = [(each, _NO_CLICKS, brought[each.id]) for each in _told(context, rest, **whose)]
        items += sorted(more, key=lambda each: -each[2].earned.amount)
    return MonthRanking(items, ranked.after)


def _without_clicks(
    context: Context, program: Program, month: str, partners: Collection[str]
) -> Sequence[str]:
    """Return those of whom no click was counted in a month: the others stand on other pages."""
    wanted = {
        Count(f"enrolled:{program.id}:{each}", month_of(f"{month}-01")): each for each in partners
    }
    counted = context.stores.click_counts.of(program.workspace_id, wanted)
    return sorted(each for count, each in wanted.items() if count.about not in counted)


def _told(
    context: Context, partners: Sequence[str], *, workspace: str, program: str, by: str
) -> Sequence[Partner]:
    if not partners:
        return ()
    told = {"workspace": workspace, "by": by, "program": program}
    note_reading(context, **told, purpose=Purpose.PARTNERS, refs=tuple(partners))
    return context.stores.partners.several(workspace, list(partners))


def _this_month(context: Context) -> str:
    return day_of(context.clock.now())[:7]
