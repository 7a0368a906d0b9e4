"""List the partners of a program: noted before anybody is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.audit import Purpose
from services.influencers.domain.enrollment import Enrollment
from services.influencers.domain.partner import Partner
from services.influencers.domain.program import Program
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context


@dataclass(frozen=True)
class Enrolled:
    """Partners of a program; `after` is the place of the next page (None: no more)."""

    program: Program
    items: Sequence[tuple[Enrollment, Partner]]
    after: str | None


def list_enrolled(
    context: Context,
    *,
    workspace: str,
    program: str,
    by: str,
    state: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Enrolled:
    """Return a page of enrolments with their partners, of one state if given. Raises `NotFound`."""
    found = context.stores.programs.get(workspace, program)
    page = context.stores.enrollments.of_program(
        workspace, program, state=state, after=after, limit=limit
    )
    refs = [each.partner_id for each in page.items]
    if refs:
        note_reading(
            context,
            workspace=workspace,
            by=by,
            purpose=Purpose.PARTNERS,
            refs=refs,
            program=program,
        )
    known = {each.id: each for each in context.stores.partners.several(workspace, refs)}
    items = [(each, known[each.partner_id]) for each in page.items if each.partner_id in known]
    return Enrolled(found, items, page.after)
