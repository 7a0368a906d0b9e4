"""What the partners of a program brought in a month, by the calendar of UTC, as clicks are."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from services.influencers.domain.commission import Brought, Commission, brought_by
from services.influencers.domain.program import Program
from services.influencers.use_cases.context import Context


def brought_in(context: Context, program: Program, month: str) -> Mapping[str, Brought]:
    """Return what each partner brought in a month (`2026-11`), by the partner's id.

    It follows from commissions that began in it, as they stand now.
    """
    return brought_by(_begun(context, program, *bounds_of(month)), currency_of(program))


def bounds_of(month: str) -> tuple[datetime, datetime]:
    """Return the first instant of a month, and the first after it."""
    first = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
    return first, (first + timedelta(days=32)).replace(day=1)


def currency_of(program: Program) -> str:
    """Return the currency of a program; a draft may not have said its own."""
    return str(program.settings.get("currency", "EUR"))


def _begun(
    context: Context, program: Program, since: datetime, until: datetime
) -> Iterator[Commission]:
    after: str | None = None
    while True:
        page = context.stores.commissions.begun_between(
            program.workspace_id, program.id, since, until, after=after
        )
        yield from page.items
        if (after := page.after) is None:
            return
