"""What two of the team decide about a winner: to skip them, or that they were told otherwise."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from services.gateway.door.bodies import takes
from services.gateway.door.sessions import keeps_form
from services.gateway.kit.colleagues import names_of
from services.gateway.kit.formats import short_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.acts import Act, act_page, do, form_values, typed
from services.gateway.products.contests.console.blueprint import DECIDE, console
from services.gateway.products.contests.words.states import skip_code
from shared.errors import FieldError
from shared.webapp.permissions import requires

CODES = ("not_eligible", "identity_not_shown", "rules_breach")
TOLD = "/contests/<contest_id>/winners/<ref>/told"
# A file of 20 MB, as the page says, and what is around it. It is read, never kept.
EVIDENCE_FORM = 20 * 1024**2 + 64 * 1024
# What the service says may be done now → what the page asks; the first that it finds.
ASKS = {
    "skip": {"approve_skip": "approve", "replace_skip": "replace", "propose_skip": "propose"},
    "told": {"approve_told": "approve", "replace_told": "replace", "tell": "propose"},
}


@console.get(TOLD)
@requires(DECIDE)
def told_otherwise(contest_id: str, ref: str) -> ResponseReturnValue:
    """Show what was proposed, and ask for a proposal or for the second decision."""
    return proposal_page(contest_id, ref, "told")


@console.post(TOLD)
@requires(DECIDE)
@keeps_form
@takes(EVIDENCE_FORM)
def tell_otherwise(contest_id: str, ref: str) -> ResponseReturnValue:
    """Propose it, or decide as the second person."""
    return propose(contest_id, ref, "told")


def proposal_page(contest_id: str, ref: str, act: str) -> ResponseReturnValue:
    """Show what was proposed, and ask for what may be done about it now."""
    return act_page(contest_id, _act(ref, act))


def propose(contest_id: str, ref: str, act: str) -> ResponseReturnValue:
    """Propose it, or decide as the second person, by the form that was sent."""
    body: dict[str, Any] = {"evidence_hash": _evidence(), **what_was_read()}
    if act == "skip":
        body["code"] = typed("code")
    if (meant := typed("action")) in ("approve", "replace"):
        body["approve"] = meant == "approve"
    if errors := _lacks(body):
        return act_page(contest_id, _act(ref, act), ServiceProblem(422, "invalid", errors))
    saved = f"{meant if 'approve' in body else 'propose'}_{act}"
    return do(contest_id, replace(_act(ref, act), saved=saved), body)


def _lacks(body: Mapping[str, Any]) -> list[FieldError]:
    """Return what the form was sent without: the evidence is a file, or its hash."""
    errors = [FieldError("code", "no_reason")] if body.get("code") == "" else []
    return errors + ([] if body["evidence_hash"] else [FieldError("evidence", "no_evidence")])


def what_was_read() -> dict[str, str]:
    """Return the mark of the proposal that stood on the page, where it bore one."""
    return {"seen": typed("seen")} if "seen" in request.form else {}


def proposal_of(contest: Mapping[str, Any], ref: str, act: str) -> dict[str, Any] | None:
    """Return what was proposed about a winner, in words; None where nothing was."""
    winner = winner_of(contest, ref)
    made = _made(winner, act)
    if not made:
        return None
    zone = contest["settings"].get("zone") or "UTC"
    approved, until = made.get("approved_by", ""), winner.get("objection_until")
    names = names_of({made["by"], *([approved] if approved else [])})
    return {
        "who": names[made["by"]],
        "at": short_text(made["at"], zone),
        "reason": skip_code(made["code"]) if made.get("code") else "",
        "evidence": made.get("evidence_hash", ""),
        "approved_by": names.get(approved, ""),
        "until": short_text(until, zone) if until else "",
        "mark": made.get("mark"),
    }


def winner_of(contest: Mapping[str, Any], ref: str) -> Mapping[str, Any]:
    """Return the winner as the outcome of the contest tells of them, empty before the draw."""
    winners = (contest.get("outcome") or {}).get("winners") or ()
    return next((each for each in winners if each["ref"] == ref), {})


def _made(winner: Mapping[str, Any], act: str) -> Mapping[str, Any]:
    """Return the proposal that stands, empty where none does.

    What was said of a skip that was taken back says nothing of the prize that is owed now.
    """
    made: Mapping[str, Any] = winner.get("told" if act == "told" else "skip") or {}
    owed = winner.get("owed") if act == "told" else ""
    return {} if owed and made.get("about") != owed else made


def _act(ref: str, act: str) -> Act:
    around = partial(_around, ref, act)
    return Act("proposal", f"/winners/{ref}/{act}", around=around, outcome=True, lands=".winners")


def _around(ref: str, act: str, contest: Mapping[str, Any], _errors: object) -> dict[str, Any]:
    winner = winner_of(contest, ref)
    may, made = winner.get("actions", ()), _made(winner, act)
    return {
        "ref": ref,
        "verb": act,
        "codes": [("", gettext("Choose the reason")), *((each, skip_code(each)) for each in CODES)],
        "asked": form_values().get("code") or made.get("code", ""),
        "made": proposal_of(contest, ref, act),
        "stands": _standing(winner),
        "asks": next((asks for action, asks in ASKS[act].items() if action in may), ""),
    }


def _standing(winner: Mapping[str, Any]) -> str:
    """Return why nobody skips this winner now: a skip `announced`, the prize gone, had or lost."""
    if winner.get("parcel") in ("sent", "received", "lost"):
        return str(winner["parcel"])
    return "announced" if winner.get("skip") else ""


def _evidence() -> str:
    """Return the hash of the file that was chosen (it is not kept), else what was typed."""
    file = request.files.get("evidence")
    if file and file.filename:
        return hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    return typed("evidence_hash").lower()
