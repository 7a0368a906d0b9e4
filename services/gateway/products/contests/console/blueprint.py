"""The pages of the team: who may do what, and the words of their templates."""

from typing import Any

from flask import Blueprint

from services.gateway.products.contests.words.states import contest_state, entry_state
from shared.assembly.house import permission

console = Blueprint("console", __name__)

READ, WRITE, MODERATE, DECIDE = map(
    permission, ("contests.read", "contests.write", "entries.review", "draws.write")
)


@console.context_processor
def _around() -> dict[str, Any]:
    return {"contest_state": contest_state, "entry_state": entry_state}
