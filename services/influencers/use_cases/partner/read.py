"""Read one partner, with every program they are in."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.influencers.domain.audit import Purpose
from services.influencers.domain.enrollment import Enrollment
from services.influencers.domain.partner import Partner
from services.influencers.domain.program import Program
from services.influencers.use_cases.audit import note_reading
from services.influencers.use_cases.context import Context

OPEN = "open"
MOST_OPEN = 100


@dataclass(frozen=True)
class PartnerView:
    """A partner, each enrolment with its program, and the open programs they are not in."""

    partner: Partner
    enrollments: Sequence[tuple[Enrollment, Program]]
    open_programs: Sequence[Program]


def read_partner(context: Context, *, workspace: str, partner: str, by: str) -> PartnerView:
    """Return a partner, once it is noted that the account `by` sees them. Raises `NotFound`."""
    found = context.stores.partners.get(workspace, partner)
    note_reading(context, workspace=workspace, by=by, purpose=Purpose.PARTNER, refs=(found.id,))
    return view_of(context, found)


def view_of(context: Context, partner: Partner) -> PartnerView:
    """Return a partner with their programs, for whoever sees them already."""
    workspace, programs = partner.workspace_id, context.stores.programs
    enrollments = context.stores.enrollments.of_partner(workspace, partner.id)
    joined = [(each, programs.get(workspace, each.program_id)) for each in enrollments]
    known = {each.program_id for each in enrollments}
    listed = programs.page(workspace, state=OPEN, limit=MOST_OPEN).items
    return PartnerView(partner, joined, [each for each in listed if each.id not in known])
