"""A code first, then whatever came last: a click in the window, or the link of the visit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from services.influencers.domain.attribution.attribution import (
    Attribution,
    Lost,
    Why,
    attribution_id,
)
from services.influencers.domain.attribution.candidate import Candidate, Way
from services.influencers.domain.attribution.partnership import Partnership

WINDOW = timedelta(days=30)
_WON = {
    Way.CODE: Why.CODE_USED,
    Way.CLICK: Why.LAST_CLICK,
    Way.LINK: Why.LINK_OF_VISIT,
    Way.NAMED: Why.DECIDED,
}


def decide(
    workspace: str,
    program: str,
    order: str,
    line: str,
    *,
    ordered_at: datetime,
    candidates: Sequence[Candidate],
    partnerships: Mapping[str, Partnership],
    window: timedelta = WINDOW,
) -> Attribution:
    """Return who brought an order line.

    `partnerships` are those of the program by partner. The order of the candidates changes nothing,
    and a candidate that is named twice counts once.
    """
    ranked = sorted(dict.fromkeys(candidates), key=_rank)
    refused = {each: _refusal(each, ordered_at, partnerships, window) for each in ranked}
    winner = next((each for each in ranked if refused[each] is None), None)
    lost = [Lost(e, refused[e] or _behind(e, winner)) for e in ranked if e is not winner]
    return Attribution(
        id=attribution_id(workspace, program, order, line),
        workspace_id=workspace,
        program_id=program,
        order_id=order,
        line_id=line,
        decided_at=ordered_at,
        winner=winner,
        why=_WON[winner.way] if winner else Why.NOBODY,
        lost=tuple(lost),
        over=winner is not None and partnerships[winner.partner_id].over(ordered_at),
    )


def decide_anew(
    attribution: Attribution, winner: Candidate | None, *, by: str, note: str, now: datetime
) -> Attribution:
    """Return it as an account decides, with what won before among the losing ones.

    The same winner again changes nothing.
    """
    before = attribution.winner
    if winner == before:
        return attribution
    weighed = [each for each in attribution.lost if each.candidate != winner]
    if before is not None:
        weighed.insert(0, Lost(before, Why.DECIDED))
    return replace(
        attribution,
        winner=winner,
        why=Why.DECIDED,
        lost=tuple(weighed),
        over=False,
        decided_at=now,
        revision=attribution.revision + 1,
        by=by,
        note=note,
        suspicions=(),
        due_at=now,
    )


def _rank(candidate: Candidate) -> tuple[object, ...]:
    """Sort codes first, then the latest; the rest settles what came in the same millisecond."""
    of_code = candidate.way is not Way.CODE
    same = (candidate.way, candidate.source, candidate.partner_id, candidate.link_id)
    return (of_code, -candidate.at.timestamp(), *same, not candidate.human)


def _refusal(
    candidate: Candidate,
    ordered_at: datetime,
    partnerships: Mapping[str, Partnership],
    window: timedelta,
) -> Why | None:
    """Return why a candidate does not count, or None."""
    partnership = partnerships.get(candidate.partner_id)
    if candidate.at > ordered_at:
        return Why.AFTER_ORDER
    if candidate.way is not Way.CODE and candidate.at < ordered_at - window:
        return Why.OUT_OF_WINDOW
    if not candidate.human:
        return Why.NOT_HUMAN
    if partnership is None:
        return Why.NO_PARTNER
    if partnership.banned:
        return Why.BANNED
    return None if partnership.ran(candidate.at) else Why.NOT_RUNNING


def _behind(candidate: Candidate, winner: Candidate | None) -> Why:
    first = winner is not None and winner.way is Way.CODE and candidate.way is not Way.CODE
    return Why.CODE_FIRST if first else Why.EARLIER
