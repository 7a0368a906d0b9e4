"""Things of the domain → what the API shows."""

from typing import Any

from services.influencers.domain.enrollment import Enrollment, decisions_on
from services.influencers.domain.partner import Partner
from services.influencers.domain.program import Program, State, actions_on
from services.influencers.entrypoints.offers import allowed, decidable
from services.influencers.manifest import WRITE_PROGRAMS
from services.influencers.use_cases.partner.read import PartnerView
from services.influencers.use_cases.program.read import ProgramView
from shared.webapp import caller


def summary(program: Program) -> dict[str, Any]:
    """Return a program for a list."""
    return {**vars(program), "state": program.state.value, "actions": allowed(actions_on(program))}


def program_view(view: ProgramView) -> dict[str, Any]:
    """Return a program for its team."""
    program = view.program
    blocking = [
        {"field": each.field, "code": each.code, "params": dict(each.params)}
        for each in program.blocking
    ]
    return {**summary(program), "blocking": blocking, "counts": dict(view.counts)}


def partner_view(partner: Partner) -> dict[str, Any]:
    """Return a partner."""
    may = partner.names_someone and caller().may(WRITE_PROGRAMS)
    return {**vars(partner), "actions": ["edit"] if may else []}


def whole_view(view: PartnerView) -> dict[str, Any]:
    """Return a partner with their programs."""
    shown = partner_view(view.partner)
    may = "edit" in shown["actions"] and view.open_programs
    return {
        **shown,
        "actions": [*shown["actions"], *(["enroll"] if may else [])],
        "enrollments": [enrollment_view(*each) for each in view.enrollments],
        "programs": [offered(each) for each in view.open_programs],
    }


def enrollment_view(enrollment: Enrollment, program: Program) -> dict[str, Any]:
    """Return an enrolment with the name of its program."""
    decisions = decisions_on(enrollment, running=program.state is not State.ENDED)
    return {
        **vars(enrollment),
        "state": enrollment.state.value,
        "program_name": program.form.name,
        "groups": offered(program)["groups"],
        "actions": decidable(decisions),
    }


def offered(program: Program) -> dict[str, Any]:
    """Return a program that was opened, by name."""
    form = program.form
    return {"id": program.id, "name": form.name, "groups": [each.name for each in form.groups]}
