"""A winner: who holds a place, what they answered, and until when they may."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from services.contests.domain.entry import Entry, EntryState
from shared.documents import Document
from shared.errors import AppError, Kind

OBJECTION_TIME = timedelta(hours=72)
STAFF_CODES = ("not_eligible", "identity_not_shown", "rules_breach")
HOLDING = ("drawn", "notified", "accepted", "verified")


class ClaimAnswered(AppError):
    """This prize was already answered for, and the answer stands."""

    slug: ClassVar[str] = "claim_answered"
    kind: ClassVar[Kind] = Kind.CONFLICT


class ClaimExpired(AppError):
    """The time to answer is over, and the prize has passed on."""

    slug: ClassVar[str] = "claim_expired"
    kind: ClassVar[Kind] = Kind.GONE


class WrongWinnerState(AppError):
    """The winner is in a state in which this cannot be done."""

    slug: ClassVar[str] = "wrong_winner_state"
    kind: ClassVar[Kind] = Kind.CONFLICT


class SecondPersonNeeded(AppError):
    """The person who proposed to skip this winner cannot approve it: a second one must."""

    slug: ClassVar[str] = "second_person_needed"
    kind: ClassVar[Kind] = Kind.CONFLICT


def next_date(winner: Mapping[str, Any]) -> datetime | None:
    """Return when something about a winner ends next; None: nothing is pending.

    The time to object, the time to answer once told, and before that the time until which a
    prize may be held for someone whom nothing reaches.
    """
    if winner["state"] not in HOLDING:
        return None
    awaited = {"drawn": "hold_until", "notified": "answer_by"}.get(winner["state"], "")
    dates = [winner[name] for name in ("objection_until", awaited) if name in winner]
    return min(dates, default=None)


def winner_id(contest: str, ref: str) -> str:
    """Return the identifier of a winner's document."""
    return f"{contest}:{ref}"


def new_winner(
    entry: Entry,
    *,
    place: int,
    prize: int,
    prize_name: str,
    promoted: bool,
    claim_hash: str,
    now: datetime,
    hold_until: datetime,
) -> Document:
    """Return the winner that an entry became. `prize` is an index in the commitment's prizes.

    `hold_until` is until when the prize is held where no mail reaches the winner. An entry that
    was withdrawn since the seal is skipped from the start.
    """
    withdrawn = entry.state is EntryState.WITHDRAWN
    return {
        "_id": winner_id(entry.contest_id, entry.ref),
        "workspace_id": entry.workspace_id,
        "version": 1,
        "contest_id": entry.contest_id,
        "ref": entry.ref,
        "entry_id": entry.id,
        "place": place,
        "prize": prize,
        "prize_name": prize_name,
        "promoted": promoted,
        "state": "skipped" if withdrawn else "drawn",
        "claim_token": claim_hash,
        "drawn_at": now,
        "attempts": 0,
        "hold_until": hold_until,
        **({"code": "withdrawn"} if withdrawn else {"due_at": hold_until}),
    }


def answer_refused(winner: Mapping[str, Any]) -> AppError:
    """Return why an answer to this claim was refused, for whoever asks too late."""
    if winner["state"] == "skipped" and winner.get("code") != "declined":
        return ClaimExpired()
    if winner["state"] in ("drawn", "notified"):
        return ClaimExpired()
    return ClaimAnswered(extra={"state": winner["state"]})
