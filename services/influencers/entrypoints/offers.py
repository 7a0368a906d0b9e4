"""Of what may be done now, what the present caller may do."""

from collections.abc import Iterable, Mapping

from services.influencers.domain.enrollment import Decision
from services.influencers.domain.program import ProgramAction
from services.influencers.manifest import WRITE_PROGRAMS
from shared.auth import READ_PEOPLE, Permission
from shared.webapp import caller

_PERMISSIONS: Mapping[ProgramAction, Permission] = {
    ProgramAction.READ_PARTNERS: READ_PEOPLE,
    ProgramAction.ENROLL: READ_PEOPLE,
}


def allowed(actions: Iterable[ProgramAction]) -> list[str]:
    """Return the verbs on a program that the caller has the permission for."""
    who = caller()
    return [each.value for each in actions if who.may(_PERMISSIONS.get(each, WRITE_PROGRAMS))]


def decidable(decisions: Iterable[Decision]) -> list[str]:
    """Return the decisions that the caller may make."""
    return [each.value for each in decisions] if caller().may(WRITE_PROGRAMS) else []


def may_create() -> list[str]:
    """Return the verbs for a list of programs or partners."""
    return ["create"] if caller().may(WRITE_PROGRAMS) else []
