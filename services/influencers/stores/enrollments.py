"""Enrolments, in the collection `enrollments`: `_id` follows from program and partner."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.enrollment import Enrollment, EnrollmentState, enrollment_id
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.events import Event

ENROLLMENTS = Declaration(
    "enrollments",
    indexes=(
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("program_state", ("workspace_id", "program_id", "state", "created_at")),
        Index("partner", ("workspace_id", "partner_id", "created_at")),
        Index("due", ("due_at",)),
    ),
    publishes=True,
)
MOST = 200


class EnrollmentStore:
    """Where enrolments are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ENROLLMENTS)
        self._enrollments = Things(self.collection, enrollment_of, enrollment_document)

    def add(self, enrollment: Enrollment, events: tuple[Event, ...] = ()) -> Enrollment:
        """Store an enrolment; return the one that stands where there is one already."""
        with suppress(Duplicate):
            self._enrollments.add(enrollment, events)
        return self._enrollments.get(enrollment.workspace_id, enrollment.id)

    def get(self, workspace: str, enrollment: str) -> Enrollment:
        """Return an enrolment. Raises `NotFound`."""
        return self._enrollments.get(workspace, enrollment)

    def find(self, workspace: str, enrollment: str) -> Enrollment | None:
        """Return an enrolment, or None."""
        return self._enrollments.find(workspace, enrollment)

    def of_both(self, workspace: str, program: str, partner: str) -> Enrollment | None:
        """Return the enrolment of a partner in a program, or None."""
        return self._enrollments.find(workspace, enrollment_id(workspace, program, partner))

    def of_program(
        self, workspace: str, program: str, *, state: str = "", after: str | None, limit: int
    ) -> Page[Enrollment]:
        """Return the enrolments of a program, of one state if given, the newest first."""
        where = {"program_id": program} | ({"state": state} if state else {})
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._enrollments.page(workspace, where, after=after, limit=limit, **order)

    def of_partner(self, workspace: str, partner: str) -> list[Enrollment]:
        """Return the enrolments of a partner, the newest first, at most `MOST` of them."""
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True, "limit": MOST}
        return self._enrollments.page(workspace, {"partner_id": partner}, **order).items

    def counts(self, workspace: str, program: str) -> dict[str, int]:
        """Return how many enrolments of a program there are in each state, those with some."""
        counted = {
            state.value: self.collection.count(
                workspace, {"program_id": program, "state": state.value}
            )
            for state in EnrollmentState
        }
        return {state: number for state, number in counted.items() if number}

    def change(self, workspace: str, enrollment: str, step: Step[Enrollment]) -> Enrollment:
        """Change an enrolment as it now is by `step`; return it afterwards. Raises `NotFound`."""
        return self._enrollments.change(workspace, enrollment, step)


def enrollment_document(enrollment: Enrollment) -> Document:
    """Return the document of an enrolment."""
    document = members_of(enrollment)
    return document | {"_id": document.pop("id"), "state": enrollment.state.value}


def enrollment_of(document: Mapping[str, Any]) -> Enrollment:
    """Return the enrolment of a document."""
    own = {"id": document["_id"], "state": EnrollmentState(document["state"])}
    return Enrollment(**known_members(Enrollment, document) | own)
