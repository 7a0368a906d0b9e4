"""Ask a partner into a program: they accept its terms on its page, then the team decides."""

from services.influencers.domain.enrollment import Enrollment, invited
from services.influencers.domain.errors import PartnerErased, ProgramNotOpen
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.groups import check_group


def invite_partner(
    context: Context, *, workspace: str, program: str, partner: str, by: str, group: str = ""
) -> Enrollment:
    """Return the enrolment; where there is one already, it stays as it is.

    Raises `NotFound`, `ProgramNotOpen`, `PartnerErased`, or `Invalid` (`group`). A program that is
    paused at the same instant may have one more: nothing follows from it by itself.
    """
    found = context.stores.programs.get(workspace, program)
    if not found.takes_applications:
        raise ProgramNotOpen
    if not context.stores.partners.get(workspace, partner).names_someone:
        raise PartnerErased
    check_group(found, group)
    fresh = invited(workspace, program, partner, context.clock.now(), group=group)
    told = {"workspace": workspace, "partner": partner, "program": program}
    event = act_of(context, act="enrollment_invite", by=by, **told)
    return context.stores.enrollments.add(fresh, (event,))
