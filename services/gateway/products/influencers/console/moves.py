"""Opening, pausing and ending a program: a page each says what happens, then the act."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.forms.sent import shown_version
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.influencers.console.blueprint import WRITE, console
from services.gateway.products.influencers.console.program_form import (
    blocking_of,
    program_at,
    show_blocked,
)
from services.gateway.products.influencers.console.programs import name_of
from services.gateway.products.influencers.words.reward import conditions, rates_text, reward_text
from shared.webapp.permissions import requires

SHOWN = (409, 412, 422)


@console.get("/programs/<program_id>/<any(open, pause, resume, end):move>")
@requires(WRITE)
def move(program_id: str, move: str) -> ResponseReturnValue:
    """Say in words what happens; what cannot be done now leads back to the program."""
    return _page(program_at(program_id), move)


@console.post("/programs/<program_id>/<any(open, pause, resume, end):move>")
@requires(WRITE)
def do_move(program_id: str, move: str) -> ResponseReturnValue:
    """Do it, in the version that was shown."""
    try:
        staff_api("influencers").post(f"/programs/{program_id}/{move}", version=shown_version())
    except ServiceProblem as problem:
        if problem.status not in SHOWN:
            raise
        return _page(program_at(program_id), move, problem)
    return redirect(url_for(".program", program_id=program_id), 303)


def _page(
    program: dict[str, Any], move: str, problem: ServiceProblem | None = None
) -> ResponseReturnValue:
    if move == "open" and (blocking := blocking_of(program)):
        return show_blocked(program, blocking)
    if move not in program["actions"]:
        return redirect(url_for(".program", program_id=program["id"]), 303)
    settings = program["settings"]
    page = render_template(
        f"influencers/console/{move}.html",
        program=program,
        name=name_of(program),
        settings=settings,
        reward=reward_text(settings),
        conditions=conditions(settings),
        groups=[(each["name"], rates_text(each)) for each in settings.get("groups") or ()],
        problems=[("", sentence(problem.slug))] if problem else [],
    )
    return page, 422 if problem else 200
