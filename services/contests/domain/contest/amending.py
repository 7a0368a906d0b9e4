"""Amendments of an opened contest: each public, with before, after and reason, chained by hash."""

import math
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest.blocking import Limits, rules_faults
from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.rules import check_amendment
from services.contests.domain.contest.sealing import awaits_commitment
from services.contests.domain.draw import amend, rules_hash
from services.contests.domain.errors import AmendmentRefused, WrongState
from services.contests.domain.events import contest_amended, draw_postponed
from shared.errors import FieldError
from shared.events import Event, Stamp, instant_text
from shared.forms.field import value_at
from shared.ids import derived_id

OUTAGE, LATE_SEAL = "mail_outage", "sealed_too_late"
# What a program gives as its reason, nobody else does: windows count what was given back by it.
MACHINE_REASONS = (OUTAGE, LATE_SEAL)
GRACE = timedelta(minutes=1)
# A contest ends, whatever our mail server does: each window grows by a week at most, in all.
MOST_GIVEN_BACK = timedelta(days=7)


def amended(
    contest: Contest, stamp: Stamp, *, field: str, after: Any, reason: str, limits: Limits
) -> tuple[Contest, list[Event]]:
    """Change one frozen setting to nobody's loss; `field` is its dotted path (`closes_at`).

    Raises `WrongState` from the closing on, or `AmendmentRefused`.
    """
    contest.require(State.OPEN)
    if reason.strip() in MACHINE_REASONS:
        raise AmendmentRefused(fields=[FieldError("reason", "reserved")])
    check_amendment(field, value_at(contest.in_force, field), after)
    if stamp.at >= contest.schedule.closes_at:
        raise WrongState(extra={"state": State.CLOSED.value})
    changed = _with(contest, field, after, reason, stamp.at)
    changed = replace(changed, due_at=changed.schedule.closes_at)
    if faults := rules_faults(changed.in_force, limits):
        raise AmendmentRefused(fields=faults)
    return changed, [_told(changed, stamp)]


def lengthened(
    contest: Contest, at: datetime, *, field: str, lost: timedelta
) -> tuple[Contest, list[Event]]:
    """Lengthen a window of a closed contest by the time that people lost to us.

    Less than a minute changes nothing, nor does anything once the sealing began.
    """
    missing = min(lost, MOST_GIVEN_BACK) - _given_back(contest, field)
    if contest.state is not State.CLOSED or contest.sealing_at or missing < GRACE:
        return contest, []
    after = contest.in_force[field] + math.ceil(missing.total_seconds())
    longer = _with(contest, field, after, OUTAGE, at)
    stamp = Stamp(derived_id("contest.lengthened", contest.id, field, str(after)), at)
    return longer, [_told(longer, stamp)]


def postponed(
    contest: Contest, at: datetime, *, lead: timedelta, step: timedelta
) -> tuple[Contest, list[Event]]:
    """Move a draw whose round would follow its seal too closely, by as many steps as it takes.

    The end of claims moves with it, so that every alternate keeps the time to answer. A seal made
    too near its round could have been made with the round in hand.
    """
    before = contest.schedule.draw_at
    after = _far_enough(contest, at, lead, step) if awaits_commitment(contest, at) else before
    if after == before:
        return contest, []
    claims_end = instant_text(contest.schedule.last_answer + (after - before))
    moved = _with(contest, "draw_at", instant_text(after), LATE_SEAL, at)
    moved = _with(moved, "claims_end_at", claims_end, LATE_SEAL, at)
    stamp = Stamp(derived_id("contest.draw_postponed", contest.id, instant_text(after)), at)
    event = draw_postponed(
        stamp, contest_id=contest.id, before=before, after=after, reason=LATE_SEAL
    )
    return moved, [event]


def _with(contest: Contest, field: str, after: Any, reason: str, at: datetime) -> Contest:
    rules = amend(contest.rules, field, after, reason=reason, at=at)
    return replace(
        contest,
        amendments=tuple(rules["amendments"]),
        rules_hash=rules_hash(rules),
        updated_at=at,
    )


def _told(contest: Contest, stamp: Stamp) -> Event:
    """Return the fact of the last amendment."""
    last = contest.amendments[-1]
    said = {name: last[name] for name in ("field", "before", "after", "reason")}
    return contest_amended(stamp, contest_id=contest.id, rules_hash=contest.rules_hash, **said)


def _given_back(contest: Contest, field: str) -> timedelta:
    return timedelta(
        seconds=sum(
            amendment["after"] - amendment["before"]
            for amendment in contest.amendments
            if (amendment["field"], amendment["reason"]) == (field, OUTAGE)
        )
    )


def _far_enough(contest: Contest, at: datetime, lead: timedelta, step: timedelta) -> datetime:
    chain = chain_of(contest.in_force["beacon"]["chain"])
    draw_at = contest.schedule.draw_at
    while (left := chain.time_of(chain.round_at(draw_at)) - at) < lead:
        draw_at += step * -((left - lead) // step)
    return draw_at
