"""The pages of the team: who may do what, and the words of their templates."""

from typing import Any

from flask import Blueprint

from services.gateway.products.contests.words.states import contest_state, entry_state
from shared.auth import Permission

console = Blueprint("console", __name__)

READ = Permission("contests.read", {"owner", "manager", "moderator", "analyst"})
WRITE = Permission("contests.write", {"owner", "manager"})
MODERATE = Permission("entries.moderate", {"owner", "manager", "moderator"})


@console.context_processor
def _around() -> dict[str, Any]:
    return {"contest_state": contest_state, "entry_state": entry_state}
