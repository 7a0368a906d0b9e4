"""Of what may be done now, what the present caller may do."""

from collections.abc import Iterable, Mapping

from services.contests.domain.contest import Action
from services.contests.manifest import DECIDE, REVIEW_ENTRIES, WRITE_CONTESTS
from shared.auth import HANDLE_PEOPLE, READ_PEOPLE, Permission
from shared.webapp import caller

_PERMISSIONS: Mapping[Action, Permission] = {
    Action.EDIT: WRITE_CONTESTS,
    Action.ASK: WRITE_CONTESTS,
    Action.OPEN: WRITE_CONTESTS,
    Action.DELETE: WRITE_CONTESTS,
    Action.AMEND: WRITE_CONTESTS,
    Action.CANCEL: WRITE_CONTESTS,
    Action.REVIEW: REVIEW_ENTRIES,
    Action.EXCLUDE: REVIEW_ENTRIES,
    Action.REINSTATE: REVIEW_ENTRIES,
    Action.OPEN_VENUE: WRITE_CONTESTS,
    Action.TELL_RESULT: WRITE_CONTESTS,
    Action.PASTE_BEACON: DECIDE,
    Action.READ_WINNERS: READ_PEOPLE,
    Action.READ_PEOPLE: READ_PEOPLE,
    Action.CORRECT_PERSON: READ_PEOPLE,
    Action.ERASE_PERSON: HANDLE_PEOPLE,
}


def allowed(actions: Iterable[Action]) -> list[str]:
    """Return the verbs of `actions` that the caller has the permission for."""
    who = caller()
    return [action.value for action in actions if who.may(_PERMISSIONS[action])]


def may_create() -> list[str]:
    """Return the verbs for a list of contests."""
    return ["create"] if caller().may(WRITE_CONTESTS) else []
