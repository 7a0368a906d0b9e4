"""A partner whom a team asked for answers by themselves: accepts the terms, or not now."""

from collections.abc import Sequence
from enum import StrEnum

from services.influencers.domain.enrollment import Acceptance, Enrollment, EnrollmentState
from services.influencers.domain.errors import ProgramNotOpen, TermsChanged
from services.influencers.domain.program import Program
from services.influencers.use_cases.context import Context
from shared.errors import NotFound


class Answer(StrEnum):
    """What may be answered."""

    ACCEPT = "accept"
    DECLINE = "decline"


_ASKED = {
    EnrollmentState.INVITED: (Answer.ACCEPT, Answer.DECLINE),
    EnrollmentState.DECLINED: (Answer.ACCEPT,),
}


def answers_to(enrollment: Enrollment, program: Program) -> Sequence[Answer]:
    """Return what a partner may answer now."""
    return _ASKED.get(enrollment.state, ()) if program.takes_applications else ()


def accept_terms(
    context: Context, *, workspace: str, partner: str, program: str, language: str, terms_hash: str
) -> Enrollment:
    """Return the enrolment with the terms that were shown, which a team decides about; a repeat
    changes nothing.

    Raises `NotFound`, `ProgramNotOpen`, or `TermsChanged`.
    """
    found, enrollment = _both(context, workspace, program, partner)
    if not found.takes_applications:
        raise ProgramNotOpen
    if terms_hash != found.terms_hash:
        raise TermsChanged
    accepted = Acceptance(terms_hash, language, context.clock.now())
    return context.stores.enrollments.change(
        workspace, enrollment.id, lambda each: (each.applied(accepted), ())
    )


def decline(context: Context, *, workspace: str, partner: str, program: str) -> Enrollment:
    """Return the enrolment that its partner does not want; a repeat changes nothing.

    Raises `NotFound`, or `WrongEnrollmentState` for one that was answered otherwise.
    """
    _, enrollment = _both(context, workspace, program, partner)
    now = context.clock.now()
    return context.stores.enrollments.change(
        workspace, enrollment.id, lambda each: (each.declined(now), ())
    )


def _both(
    context: Context, workspace: str, program: str, partner: str
) -> tuple[Program, Enrollment]:
    enrollment = context.stores.enrollments.of_both(workspace, program, partner)
    if enrollment is None:
        raise NotFound
    return context.stores.programs.get(workspace, program), enrollment
