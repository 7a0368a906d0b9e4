"""The page of a contest: figures, dates, the draw step by step, entries, winners."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import Api, at_once, staff_api
from services.gateway.kit.i18n import current_language
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.blueprint import READ, console
from services.gateway.products.contests.console.contest_view import badge_of, title_of
from services.gateway.products.contests.console.entries_view import ENTRY_STATES, HINTED, entry_rows
from services.gateway.products.contests.console.figures_view import figures_of
from services.gateway.products.contests.console.gone import says_gone
from services.gateway.products.contests.console.overview import (
    contest_facts,
    summary_line,
    timeline_steps,
)
from services.gateway.products.contests.console.winners_view import (
    answered,
    to_do,
    winner_rows,
    without_winner,
)
from services.gateway.products.contests.draw_steps import draw_steps
from services.gateway.products.contests.words.states import exclusion_reason, waits_for_mails
from shared.webapp.permissions import requires

PAGE = 25
NOT_YET = 404


@console.get("/contests/<contest_id>")
@requires(READ)
@says_gone
def contest(contest_id: str) -> ResponseReturnValue:
    """Show everything about one contest; whoever may edit a draft is at its form."""
    shown, figures = _ask(contest_id)
    found: dict[str, Any] = shown["contest"]
    if "edit" in found["actions"]:
        saved = request.args.get("saved")
        return redirect(url_for(".edit", contest_id=contest_id, saved=saved), 303)
    now = parts().clock.now()
    return render_template(
        "contests/console/contest.html",
        contest=found,
        title=title_of(found),
        state=badge_of(found, now),
        zone=found["settings"].get("zone") or "UTC",
        under=summary_line(found, now),
        public_url=_public_url(found),
        facts=contest_facts(found, now),
        timeline=timeline_steps(found, now),
        steps=draw_steps(found),
        entries=_entries(shown["entries"], found),
        outcome=_outcome(shown["outcome"], found),
        figures=None if figures is None else figures_of(figures),
        amendments=found.get("amendments") or [],
        refused=_reasons(found, "refused"),
        excluded=_reasons(found, "excluded"),
    )


def _ask(contest_id: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    contests, insights = staff_api("contests"), staff_api("insights")
    query = {**_chosen(), "after": request.args.get("after"), "limit": PAGE}
    return at_once(
        lambda: contests.get(f"/contests/{contest_id}/overview", **query).body,
        lambda: _figures(insights, contest_id),
    )


def _state() -> str:
    state = request.args.get("entries", "")
    return state if state in (*ENTRY_STATES, HINTED) else ""


def _chosen() -> dict[str, str]:
    return {"hinted": "true"} if _state() == HINTED else {"state": _state()}


def _public_url(found: Mapping[str, Any]) -> str:
    return f"/{current_language()}/w/{signed_in().workspace_id}/c/{found['slug']}"


def _entries(page: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    now = parts().clock.now()
    return {
        "rows": entry_rows(page["items"], found, now),
        "waits": waits_for_mails(found, now),
        "after": page.get("after"),
        "state": _state(),
        "paged": "after" in request.args,
        "may_exclude": "review" in found["actions"],
    }


def _outcome(outcome: Mapping[str, Any] | None, found: Mapping[str, Any]) -> dict[str, Any] | None:
    if outcome is None:
        return None
    rows = winner_rows(outcome["winners"], found)
    return {
        "rows": rows,
        "answered": answered(outcome["winners"]),
        "to_do": to_do(rows),
        "without": without_winner(rows) if found["state"] == "drawn" else [],
        "alternates_left": outcome.get("alternates_left", 0),
        "not_awarded": outcome.get("not_awarded", 0),
    }


def _figures(insights: Api, contest_id: str) -> dict[str, Any] | None:
    """Return the figures, or None: the page stands without them."""
    try:
        return dict(insights.get(f"/contests/{contest_id}/figures").body)
    except ServiceProblem as problem:
        # Insights learn of a contest by its first event: before that there is nothing to count.
        return {} if problem.status == NOT_YET else None


def _reasons(found: Mapping[str, Any], name: str) -> list[tuple[str, int]]:
    counts = (found.get("counts") or {}).get(name) or {}
    return [(exclusion_reason(reason), count) for reason, count in sorted(counts.items())]
