"""The statement of a partner's month: the same figures whoever asks, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.influencers.domain.audit import Purpose
from services.influencers.domain.commission import Commission
from services.influencers.domain.partner import Partner
from services.influencers.domain.program import Program
from services.influencers.domain.statement import Line, Month, Part, line_of, part_of
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context
from shared.errors import NotFound


@dataclass(frozen=True)
class MonthStatement:
    """What a month did to what is owed to a partner, program by program.

    Not `settled` while the month runs: more may still happen in it.
    """

    partner: Partner
    month: Month
    settled: bool
    parts: Sequence[tuple[Program, Part]]


def read_month(
    context: Context, *, workspace: str, partner: str, month: str, by: str
) -> MonthStatement:
    """Return the statement, once it is noted that the account `by` sees its partner.

    Raises `NotFound`.
    """
    found = month_of(context, workspace=workspace, partner=partner, month=month)
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PARTNER, refs=(partner,))
    return found


def month_of(context: Context, *, workspace: str, partner: str, month: str) -> MonthStatement:
    """Return the statement of a month as `2026-11`, for its partner. Raises `NotFound`.

    Nothing is told of months that have not begun.
    """
    stores, now = context.stores, context.clock.now()
    whose, asked = stores.partners.get(workspace, partner), Month.named(month)
    if asked.since > now:
        raise NotFound
    lines: dict[str, list[Line]] = {}
    for each in _commissions(context, workspace, partner, asked):
        line = line_of(each, asked.since, asked.until)
        if line.counts:
            lines.setdefault(each.program_id, []).append(line)
    programs = [stores.programs.get(workspace, each) for each in lines]
    parts = [(each, part_of(lines[each.id], each.form.currency)) for each in programs]
    return MonthStatement(whose, asked, asked.settled(now), parts)


def _commissions(
    context: Context, workspace: str, partner: str, month: Month
) -> Iterator[Commission]:
    after: str | None = None
    while True:
        page = context.stores.commissions.begun_before(workspace, partner, month.until, after=after)
        yield from page.items
        if (after := page.after) is None:
            return
