"""Decide about an enrolment: approve, reject, deactivate, reactivate, ban."""

from services.influencers.domain.enrollment import Decision, Enrollment, decisions_on
from services.influencers.domain.errors import WrongEnrollmentState
from services.influencers.domain.program import State
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.groups import check_group


def decide_enrollment(
    context: Context,
    decision: Decision,
    *,
    workspace: str,
    enrollment: str,
    by: str,
    group: str | None = None,
) -> Enrollment:
    """Return the enrolment as the account `by` decides; the same decision again changes nothing.

    `group` is another one from now on. An ended program takes nobody in any more. Raises
    `NotFound`, `WrongEnrollmentState`, `TermsNotAccepted`, or `Invalid` (`group`).
    """
    found = context.stores.enrollments.get(workspace, enrollment)
    program = context.stores.programs.get(workspace, found.program_id)
    check_group(program, group)
    running, now = program.state is not State.ENDED, context.clock.now()

    def decided(each: Enrollment) -> Enrollment:
        after = each.decided(decision, by=by, now=now, group=group)
        if after != each and decision not in decisions_on(each, running=running):
            raise WrongEnrollmentState
        return after

    step = audited(
        context,
        decided,
        workspace=workspace,
        act=f"enrollment_{decision.value}",
        by=by,
        partner=found.partner_id,
        program=found.program_id,
    )
    return context.stores.enrollments.change(workspace, enrollment, step)
