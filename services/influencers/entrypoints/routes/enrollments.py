"""Partners in programs: listed, asked in, decided."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.enrollment import Decision, Enrollment
from services.influencers.entrypoints.schemas.partners import (
    DecisionBody,
    EnrolledPage,
    EnrolledQuery,
    EnrollmentSchema,
    InvitationBody,
)
from services.influencers.entrypoints.views import enrollment_view, offered, partner_view
from services.influencers.manifest import WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.enrollment.invite import invite_partner
from services.influencers.use_cases.enrollment.list import list_enrolled
from services.influencers.use_cases.program.read import read_program
from shared.auth import READ_PEOPLE
from shared.webapp import caller, requires


def enrollments_blueprint(context: Context) -> Blueprint:
    """Return the routes of enrolments."""
    routes = Blueprint("enrollments", __name__, description="Partners in programs")

    _asking(routes, context)
    _deciding(routes, context)
    return routes


def _asking(routes: Blueprint, context: Context) -> None:
    @routes.get("/programs/<program_id>/partners")
    @requires(READ_PEOPLE)
    @routes.arguments(EnrolledQuery, location="query")
    @routes.response(200, EnrolledPage)
    def listing(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The partners of a program, the newest first; that they are shown is noted first."""
        page = list_enrolled(context, **_who(), program=program_id, **query)
        items = [
            {"enrollment": enrollment_view(each, page.program), "partner": partner_view(partner)}
            for each, partner in page.items
        ]
        return {"program": offered(page.program), "items": items, "after": page.after}

    @routes.post("/partners/<partner_id>/enrollments")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(InvitationBody)
    @routes.response(201, EnrollmentSchema)
    def invite(body: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """Ask a partner into an open program; a repeat gives the same enrolment."""
        program, group = body["program_id"], body["group"]
        return _shown(
            context,
            invite_partner(context, **_who(), program=program, partner=partner_id, group=group),
        )


def _deciding(routes: Blueprint, context: Context) -> None:
    def decided(decision: Decision, enrollment_id: str, body: dict[str, Any]) -> dict[str, Any]:
        who = {**_who(), "enrollment": enrollment_id}
        return _shown(context, decide_enrollment(context, decision, **who, **body))

    @routes.post("/enrollments/<enrollment_id>/approve")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(DecisionBody)
    @routes.response(200, EnrollmentSchema)
    def approve(body: dict[str, Any], enrollment_id: str) -> dict[str, Any]:
        """Take in whoever applied."""
        return decided(Decision.APPROVE, enrollment_id, body)

    @routes.post("/enrollments/<enrollment_id>/reject")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, EnrollmentSchema)
    def reject(enrollment_id: str) -> dict[str, Any]:
        """Refuse whoever applied; they may be taken in later."""
        return decided(Decision.REJECT, enrollment_id, {})

    @routes.post("/enrollments/<enrollment_id>/deactivate")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, EnrollmentSchema)
    def deactivate(enrollment_id: str) -> dict[str, Any]:
        """End a partnership, for now."""
        return decided(Decision.DEACTIVATE, enrollment_id, {})

    @routes.post("/enrollments/<enrollment_id>/reactivate")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, EnrollmentSchema)
    def reactivate(enrollment_id: str) -> dict[str, Any]:
        """Take a partner in again."""
        return decided(Decision.REACTIVATE, enrollment_id, {})

    @routes.post("/enrollments/<enrollment_id>/ban")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, EnrollmentSchema)
    def ban(enrollment_id: str) -> dict[str, Any]:
        """End a partnership for good."""
        return decided(Decision.BAN, enrollment_id, {})


def _shown(context: Context, enrollment: Enrollment) -> dict[str, Any]:
    whose = {"workspace": enrollment.workspace_id, "program": enrollment.program_id}
    return enrollment_view(enrollment, read_program(context, **whose).program)


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
