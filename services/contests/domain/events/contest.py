"""Facts in the life of a contest. Topic `contests.contest`, key = the contest's id."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.events import Event, Stamp, fact, instant_text

CONTEST_TOPIC = "contests.contest"
_DATES = frozenset({"opens_at", "closes_at", "draw_at", "claims_end_at"})


def contest_opened(
    stamp: Stamp,
    *,
    contest_id: str,
    slug: str,
    dates: Mapping[str, datetime],
    rules_hash: str,
    test_beacon: bool,
) -> Event:
    """A contest is published. `dates`: opens_at, closes_at, confirm_by, review_until, draw_at."""
    written = {name: instant_text(instant) for name, instant in dates.items()}
    data = {"slug": slug, **written, "rules_hash": rules_hash, "test_beacon": test_beacon}
    return _event("opened", contest_id, stamp, data)


def contest_amended(
    stamp: Stamp,
    *,
    contest_id: str,
    field: str,
    before: Any,
    after: Any,
    reason: str,
    rules_hash: str,
) -> Event:
    """A frozen setting was changed, publicly, for a reason.

    Only dates and numbers are told with the change: events are kept for ever, names and addresses
    are not, and a list of prizes may be long. Such values are in the rules of this hash.
    """
    data = {"field": field, "reason": reason, "rules_hash": rules_hash}
    told = {"before": before, "after": after} if field in _DATES or _whole(before, after) else {}
    return _event("amended", contest_id, stamp, {**data, **told})


def contest_closed(stamp: Stamp, *, contest_id: str, closed_at: datetime) -> Event:
    """No entry is taken any more; confirmations and appeals go on."""
    return _event("closed", contest_id, stamp, {"closed_at": instant_text(closed_at)})


def contest_sealed(
    stamp: Stamp,
    *,
    contest_id: str,
    seal: str,
    commitment: Mapping[str, Any],
    draw_at: datetime,
) -> Event:
    """The list and its commitment are public."""
    data = {
        "seal": seal,
        "root": commitment["root"],
        "entries": commitment["entries"],
        "weight": commitment["weight"],
        "excluded": dict(commitment["excluded"]),
        "round": commitment["beacon"]["round"],
        "chain": commitment["beacon"]["chain"],
        "draw_at": instant_text(draw_at),
    }
    return _event("sealed", contest_id, stamp, data)


def draw_postponed(
    stamp: Stamp, *, contest_id: str, before: datetime, after: datetime, reason: str
) -> Event:
    """The draw moved to a later instant, publicly."""
    data = {"before": instant_text(before), "after": instant_text(after), "reason": reason}
    return _event("draw_postponed", contest_id, stamp, data)


def contest_drawn(stamp: Stamp, *, contest_id: str, digest: str) -> Event:
    """The certificate exists; `at` is the instant of the draw."""
    data = {"digest": digest, "at": instant_text(stamp.at)}
    return _event("drawn", contest_id, stamp, data)


def asks_changed(stamp: Stamp, *, contest_id: str) -> Event:
    """Prizes of a list that is sealed or drawn ask something else of their winners."""
    return _event("asks_changed", contest_id, stamp, {})


def contest_settled(stamp: Stamp, *, contest_id: str, awarded: int, not_awarded: int) -> Event:
    """Every prize is fulfilled or published as not awarded."""
    data = {"awarded": awarded, "not_awarded": not_awarded}
    return _event("settled", contest_id, stamp, data)


def contest_cancelled(stamp: Stamp, *, contest_id: str, reason: str) -> Event:
    """There will be no draw."""
    return _event("cancelled", contest_id, stamp, {"reason": reason})


def _whole(*values: Any) -> bool:
    return all(isinstance(value, int) for value in values)


def _event(verb: str, contest_id: str, stamp: Stamp, data: Mapping[str, Any]) -> Event:
    return fact(CONTEST_TOPIC, verb, contest_id, stamp, {"contest_id": contest_id, **data})
