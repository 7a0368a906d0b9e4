"""What became of the winners, for everyone or for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.outcome import standing_after, standing_at_draw
from services.contests.use_cases.context import Context
from shared.documents import Document
from shared.errors import NotFound
from shared.post import LOST, MailState


@dataclass(frozen=True)
class ReadOutcome:
    """`staff` adds what the public does not see: whether mails arrived, who proposed a skip."""

    workspace: str
    contest: str
    staff: bool = False


def read_outcome(query: ReadOutcome, context: Context) -> dict[str, Any]:
    """Return winners by place, the chain, and how many alternates are left.

    Raises `NotFound` before the draw.
    """
    draw = context.stores.draws.get(query.workspace, query.contest)
    if draw is None:
        raise NotFound
    outcome = context.stores.outcomes.get(query.workspace, query.contest)
    chain = outcome["chain"] if outcome is not None else []
    standing = standing_after(standing_at_draw(draw["parts"], draw["digest"]), chain)
    winners = context.stores.winners.of_contest(query.workspace, query.contest)
    told = _told(query, context) if query.staff else {}
    return {
        "digest": draw["digest"],
        "winners": [winner_view(winner, told if query.staff else None) for winner in winners],
        "chain": chain,
        "alternates_left": len(standing.waiting),
        "not_awarded": draw["parts"]["not_awarded"] + len(standing.lost),
    }


def _told(query: ReadOutcome, context: Context) -> dict[str, MailState]:
    return context.stores.mails.states(query.workspace, query.contest, Purpose.WINNER)


def winner_view(winner: Document, told: Mapping[str, MailState] | None) -> dict[str, Any]:
    """Return a winner for everyone, or for staff with what became of the winners' mails."""
    view = {
        "place": winner["place"],
        "ref": winner["ref"],
        "prize": winner["prize_name"],
        "prize_index": winner["prize"],
        "state": winner["state"],
        "code": winner.get("code", ""),
        "promoted": winner["promoted"],
    }
    if told is None:
        return view
    return {
        **view,
        "mail": told.get(winner["entry_id"], ""),
        "notified_at": winner.get("notified_at"),
        "answer_by": winner.get("answer_by"),
        "unreachable": winner["state"] == "drawn" and told.get(winner["entry_id"]) in LOST,
        "told": winner.get("told"),
        "announced_at": winner.get("announced_at"),
        "objection_until": winner.get("objection_until"),
        "skip": winner.get("skip"),
    }
