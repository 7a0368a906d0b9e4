"""What staff decide about a winner: verified, handed over, skipped, kept."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask.typing import ResponseReturnValue

from services.gateway.door.bodies import takes
from services.gateway.door.sessions import keeps_form
from services.gateway.products.contests.console.acts import Act, act_page, do
from services.gateway.products.contests.console.blueprint import DECIDE, console
from services.gateway.products.contests.console.proposals import (
    EVIDENCE_FORM,
    proposal_of,
    proposal_page,
    propose,
    what_was_read,
)
from shared.webapp.permissions import requires

WHERE = "/contests/<contest_id>/winners/<ref>/<any(verify, fulfil, skip, keep):act>"


@console.get(WHERE)
@requires(DECIDE)
def winner(contest_id: str, ref: str, act: str) -> ResponseReturnValue:
    """Say what the act does."""
    if act == "skip":
        return proposal_page(contest_id, ref, act)
    return act_page(contest_id, _act(ref, act))


@console.post(WHERE)
@requires(DECIDE)
@keeps_form
@takes(EVIDENCE_FORM)
def decide(contest_id: str, ref: str, act: str) -> ResponseReturnValue:
    """Do it."""
    if act == "skip":
        return propose(contest_id, ref, act)
    return do(contest_id, _act(ref, act), what_was_read())


def _act(ref: str, act: str) -> Act:
    path, around = f"/winners/{ref}/{act}", partial(_around, ref, act)
    kept = act == "keep"
    return Act("winner", path, around=around, outcome=kept, lands=".winners", saved=act)


def _around(ref: str, act: str, contest: Mapping[str, Any], _errors: object) -> dict[str, Any]:
    made = proposal_of(contest, ref, act) if act == "keep" else None
    return {"ref": ref, "verb": act, "made": made}
