"""What staff decide about a winner: verified, handed over, skipped, kept."""

import hashlib
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keeps_form
from services.gateway.products.contests.console.acts import Act, act_page, do, form_values, typed
from services.gateway.products.contests.console.blueprint import DECIDE, console
from services.gateway.products.contests.words.states import skip_code
from shared.webapp.permissions import requires

CODES = ("not_eligible", "identity_not_shown", "rules_breach")
WHERE = "/contests/<contest_id>/winners/<ref>/<any(verify, fulfil, skip, keep):act>"


@console.get(WHERE)
@requires(DECIDE)
def winner(contest_id: str, ref: str, act: str) -> ResponseReturnValue:
    """Say what the act does."""
    return act_page(contest_id, _act(ref, act))


@console.post(WHERE)
@requires(DECIDE)
@keeps_form
def decide(contest_id: str, ref: str, act: str) -> ResponseReturnValue:
    """Do it."""
    body: dict[str, Any] = {}
    if act == "skip":
        body = {"code": typed("code"), "evidence_hash": _evidence()}
    return do(contest_id, _act(ref, act), body)


def _act(ref: str, act: str) -> Act:
    path = f"/winners/{ref}/{act}"
    return Act("winner", path, anchor="winners", around=lambda *_: _around(ref, act))


def _around(ref: str, act: str) -> dict[str, Any]:
    codes = [(code, skip_code(code)) for code in CODES]
    return {"ref": ref, "verb": act, "codes": codes, "asked": form_values().get("code", "")}


def _evidence() -> str:
    """Return the hash of the file that was chosen (it is not kept), else what was typed."""
    file = request.files.get("evidence")
    if file and file.filename:
        return hashlib.sha256(file.stream.read()).hexdigest()
    return typed("evidence_hash").lower()
