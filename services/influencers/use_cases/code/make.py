"""Make a discount code for a partner of a program."""

from services.influencers.domain.code import CodeTaken, DiscountCode, NotEnrolled, made
from services.influencers.domain.enrollment import EnrollmentState, enrollment_id
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.program import State
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context


def make_code(
    context: Context, *, workspace: str, program: str, partner: str, code: str, by: str
) -> DiscountCode:
    """Return the code; the same one of the same partner is returned as it is.

    Raises `NotFound`, `WrongProgramState` where the program has ended, `NotEnrolled`, `BadCode`, or
    `CodeTaken`.
    """
    if context.stores.programs.get(workspace, program).state is State.ENDED:
        raise WrongProgramState
    context.stores.partners.get(workspace, partner)
    enrolled = context.stores.enrollments.find(
        workspace, enrollment_id(workspace, program, partner)
    )
    if enrolled is None or enrolled.state is not EnrollmentState.APPROVED:
        raise NotEnrolled
    fresh = made(workspace, program, partner, code, context.clock.now())
    told = {"workspace": workspace, "partner": partner, "program": program, "by": by}
    stored = context.stores.discount_codes.add(fresh, (act_of(context, act="code_make", **told),))
    if (stored.program_id, stored.partner_id) != (program, partner):
        raise CodeTaken
    return stored
