"""Exclude an entry, or take it in again, before the list is sealed."""

from typing import Any

from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.products.contests.console.acts import (
    Act,
    act_page,
    do,
    form_values,
    known_ref,
    typed,
)
from services.gateway.products.contests.console.blueprint import MODERATE, console
from services.gateway.products.contests.words.states import exclusion_reason
from shared.webapp.permissions import requires

REASONS = ("duplicate", "rules_breach", "not_eligible", "fraud")


@console.get("/contests/<contest_id>/entries/<entry_id>/exclude")
@requires(MODERATE)
def exclude(contest_id: str, entry_id: str) -> ResponseReturnValue:
    """Say what excluding does, and ask for the reason."""
    return act_page(contest_id, _act("exclude", entry_id))


@console.post("/contests/<contest_id>/entries/<entry_id>/exclude")
@requires(MODERATE)
@keeps_form
def exclude_entry(contest_id: str, entry_id: str) -> ResponseReturnValue:
    """Exclude the entry."""
    body = {"reason": typed("reason"), "note": typed("note")}
    return do(contest_id, _act("exclude", entry_id), body)


@console.get("/contests/<contest_id>/entries/<entry_id>/reinstate")
@requires(MODERATE)
def reinstate(contest_id: str, entry_id: str) -> ResponseReturnValue:
    """Say what taking in again does."""
    return act_page(contest_id, _act("reinstate", entry_id))


@console.post("/contests/<contest_id>/entries/<entry_id>/reinstate")
@requires(MODERATE)
@keeps_form
def reinstate_entry(contest_id: str, entry_id: str) -> ResponseReturnValue:
    """Take the entry in again."""
    return do(contest_id, _act("reinstate", entry_id), {})


def _act(verb: str, entry_id: str) -> Act:
    path = f"/entries/{entry_id}/{verb}"

    def around(*_: object) -> dict[str, Any]:
        return _around(entry_id)

    return Act(verb, path, anchor="entries", around=around, saved=verb)


def _around(entry_id: str) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "ref": known_ref(form_values().get("ref", "")),
        "reasons": [(reason, exclusion_reason(reason)) for reason in REASONS],
    }
