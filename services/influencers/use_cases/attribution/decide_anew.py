"""Decide anew who brought a line: an account, with a note; what was earned before follows."""

from datetime import datetime

from services.influencers.domain.attribution import (
    Attribution,
    Candidate,
    NotSettled,
    Way,
    decide_anew,
)
from services.influencers.domain.code import NotEnrolled
from services.influencers.use_cases.attribution.candidates import partnership_of
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context


def decide_line_anew(
    context: Context, *, workspace: str, attribution: str, partner: str, note: str, by: str
) -> Attribution:
    """Return the decision as the account `by` makes it; `partner` "" says that nobody brought it.

    The same partner again changes nothing. The worker takes back what was earned before, and
    writes what is earned now. Raises `NotFound`, `NotSettled`, or `NotEnrolled`.
    """
    found, now = context.stores.attributions.get(workspace, attribution), context.clock.now()
    if partner and partner != found.partner_id:
        _check(context, found, partner)

    def decided(each: Attribution) -> Attribution:
        if partner == each.partner_id:
            return each
        if each.settled != each.revision:
            raise NotSettled
        winner = _candidate(each, partner, now) if partner else None
        return decide_anew(each, winner, by=by, note=note, now=now)

    step = audited(
        context,
        decided,
        workspace=workspace,
        act="attribution_decide",
        by=by,
        partner=partner or found.partner_id,
        program=found.program_id,
    )
    return context.stores.attributions.change(found, step)


def _check(context: Context, found: Attribution, partner: str) -> None:
    program = context.stores.programs.get(found.workspace_id, found.program_id)
    partnership = partnership_of(context, program, partner)
    if partnership is None or partnership.banned:
        raise NotEnrolled


def _candidate(found: Attribution, partner: str, now: datetime) -> Candidate:
    """Return what led to a partner and lost, else that an account named them."""
    lost = (each.candidate for each in found.lost if each.candidate.partner_id == partner)
    named = Candidate(way=Way.NAMED, partner_id=partner, source="", at=now)
    return next(lost, named)
