"""Facts from the draw on. Topic `contests.draw`, key = the contest's id."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.events import Event, Stamp, fact, instant_text

DRAW_TOPIC = "contests.draw"


def draw_made(
    stamp: Stamp,
    *,
    contest_id: str,
    digest: str,
    round_number: int,
    winners: Sequence[Mapping[str, Any]],
    alternates: Sequence[str],
    not_awarded: int,
) -> Event:
    """Winners are drawn: `winners` are {place, ref, prize} in order, `alternates` refs in order."""
    data = {
        "digest": digest,
        "round": round_number,
        "winners": [dict(winner) for winner in winners],
        "alternates": list(alternates),
        "not_awarded": not_awarded,
    }
    return _event("made", contest_id, stamp, data)


def winner_notified(stamp: Stamp, *, contest_id: str, ref: str) -> Event:
    """The winner was told, by a mail that was accepted or by staff: the time to answer runs."""
    return _event("winner_notified", contest_id, stamp, {"ref": ref})


def skip_notified(stamp: Stamp, *, contest_id: str, ref: str) -> Event:
    """The winner was told that they shall be skipped: the time to object runs from here."""
    return _event("skip_notified", contest_id, stamp, {"ref": ref})


def winner_accepted(stamp: Stamp, *, contest_id: str, ref: str) -> Event:
    """The winner wants the prize."""
    return _event("winner_accepted", contest_id, stamp, {"ref": ref})


def winner_skipped(stamp: Stamp, *, contest_id: str, ref: str, code: str, prize: Any) -> Event:
    """The winner gave the prize up or lost it, for a public code."""
    return _event("winner_skipped", contest_id, stamp, {"ref": ref, "code": code, "prize": prize})


def alternate_promoted(stamp: Stamp, *, contest_id: str, ref: str, prize: Any, place: int) -> Event:
    """An alternate takes the very prize that was given up."""
    data = {"ref": ref, "prize": prize, "place": place}
    return _event("alternate_promoted", contest_id, stamp, data)


def prize_not_awarded(stamp: Stamp, *, contest_id: str, prize: Any, place: int) -> Event:
    """No alternate was left for this prize."""
    return _event("prize_not_awarded", contest_id, stamp, {"prize": prize, "place": place})


def winner_verified(stamp: Stamp, *, contest_id: str, ref: str) -> Event:
    """The winner's right to the prize was checked."""
    return _event("winner_verified", contest_id, stamp, {"ref": ref})


def prize_sent(stamp: Stamp, *, contest_id: str, ref: str, prize: Any) -> Event:
    """The prize left for the winner: a parcel or a code. How is for the winner and staff alone."""
    return _event("prize_sent", contest_id, stamp, {"ref": ref, "prize": prize})


def prize_fulfilled(stamp: Stamp, *, contest_id: str, ref: str, prize: Any) -> Event:
    """The winner has the prize."""
    return _event("prize_fulfilled", contest_id, stamp, {"ref": ref, "prize": prize})


def _event(verb: str, contest_id: str, stamp: Stamp, data: Mapping[str, Any]) -> Event:
    whole = {"contest_id": contest_id, **data, "at": instant_text(stamp.at)}
    return fact(DRAW_TOPIC, verb, contest_id, stamp, whole)
