"""The page of a contest: figures, dates, the draw step by step, entries, winners."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import staff_api
from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.blueprint import MODERATE, READ, WRITE, console
from services.gateway.products.contests.console.contest_view import title_of
from services.gateway.products.contests.console.entries_view import ENTRY_STATES, entry_rows
from services.gateway.products.contests.console.figures_view import figures_of
from services.gateway.products.contests.console.overview import (
    contest_facts,
    summary_line,
    timeline_steps,
)
from services.gateway.products.contests.console.winners_view import winner_rows
from services.gateway.products.contests.draw_steps import draw_steps, is_late
from services.gateway.products.contests.words.states import contest_state, exclusion_reason
from shared.auth import READ_PEOPLE
from shared.webapp import requires

PAGE = 25
NOT_YET = 404


@console.get("/contests/<contest_id>")
@requires(READ)
def contest(contest_id: str) -> ResponseReturnValue:
    """Show everything about one contest; a draft goes to its form."""
    found: dict[str, Any] = staff_api("contests").get(f"/contests/{contest_id}").body
    role = signed_in().role
    if found["state"] == "draft" and role in WRITE.roles:
        return redirect(url_for(".edit", contest_id=contest_id), 303)
    now = parts().clock.now()
    return render_template(
        "contests/console/contest.html",
        contest=found,
        title=title_of(found),
        state=contest_state(found["state"]),
        zone=found["settings"].get("zone") or "UTC",
        under=summary_line(found, now),
        public_url=_public_url(found),
        facts=contest_facts(found),
        timeline=timeline_steps(found, now),
        steps=draw_steps(found, now),
        late=is_late(found, now),
        entries=_entries(found, role),
        outcome=_outcome(found, role),
        figures=_figures(contest_id),
        amendments=found.get("amendments") or [],
        refused=_reasons(found, "refused"),
        excluded=_reasons(found, "excluded"),
        may_write=role in WRITE.roles,
        may_read_people=role in READ_PEOPLE.roles,
        may_cancel=role in WRITE.roles and found["state"] in ("open", "closed"),
        may_amend=role in WRITE.roles and found["state"] == "open",
    )


def _public_url(found: Mapping[str, Any]) -> str:
    return f"/{current_language()}/w/{signed_in().workspace_id}/c/{found['slug']}"


def _entries(found: Mapping[str, Any], role: str) -> dict[str, Any]:
    state = request.args.get("entries", "")
    state = state if state in ENTRY_STATES else ""
    page = staff_api("contests").get(
        f"/contests/{found['id']}/entries",
        state=state,
        after=request.args.get("after"),
        limit=PAGE,
    )
    before_seal = found["state"] in ("open", "closed")
    return {
        "rows": entry_rows(page.body["items"], found, parts().clock.now()),
        "after": page.body.get("after"),
        "state": state,
        "paged": "after" in request.args,
        "may_exclude": role in MODERATE.roles and before_seal,
    }


def _outcome(found: Mapping[str, Any], role: str) -> dict[str, Any] | None:
    if found["state"] not in ("drawn", "settled"):
        return None
    outcome = staff_api("contests").get(f"/contests/{found['id']}/outcome").body
    return {
        "rows": winner_rows(outcome, found, may_decide=role in WRITE.roles),
        "alternates_left": outcome.get("alternates_left", 0),
        "not_awarded": outcome.get("not_awarded", 0),
    }


def _figures(contest_id: str) -> dict[str, Any] | None:
    """Return the figures, or None: the page stands without them."""
    try:
        return figures_of(staff_api("insights").get(f"/contests/{contest_id}/figures").body)
    except ServiceProblem as problem:
        # Insights learn of a contest by its first event: before that there is nothing to count.
        return figures_of({}) if problem.status == NOT_YET else None


def _reasons(found: Mapping[str, Any], name: str) -> list[tuple[str, int]]:
    counts = (found.get("counts") or {}).get(name) or {}
    return [(exclusion_reason(reason), count) for reason, count in sorted(counts.items())]
