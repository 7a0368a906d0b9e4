"""Read a contest as its team sees it, or as everybody does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.contests.domain.beacon import chain_of
from services.contests.domain.contest import (
    Action,
    Contest,
    State,
    Step,
    actions_on,
    beacon_is_late,
    timeline_of,
)
from services.contests.domain.contest.blocking import blocking
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.contest.rules import completed
from services.contests.domain.contest.venue import venues_at
from services.contests.domain.entry import EntryState, ExclusionReason, RefusalReason
from services.contests.use_cases.context import Context
from services.contests.use_cases.outcome.read import OutcomeView, read_outcome
from shared.errors import FieldError, NotFound


@dataclass(frozen=True)
class Counts:
    """How many entries there are; `excluded` and `refused` by their public reason.

    `unconfirmed` are people: further forms of a mailbox that is counted are in `entries` alone.
    """

    entries: int
    confirmed: int
    unconfirmed: int
    excluded: Mapping[str, int]
    refused: Mapping[str, int]


@dataclass(frozen=True)
class ContestView:
    """A contest with what is computed from it; `settings` are complete and in force.

    `test_beacon` tells of a draft what it would draw with if it opened now. `actions` are for
    whoever may do all of them; `outcome` is for everybody, once it is drawn. `seal_mails` says
    that everyone in the list gets the seal by mail.
    """

    contest: Contest
    settings: Mapping[str, Any]
    timeline: list[Step]
    blocking: list[FieldError]
    counts: Counts | None = None
    test_beacon: bool = False
    actions: Sequence[Action] = ()
    beacon_late: bool = False
    seal_mails: bool = True
    outcome: OutcomeView | None = None
    venues: Sequence[Venue] = ()


def read_contest(context: Context, *, workspace: str, contest: str) -> ContestView:
    """Return a contest for its team. Raises `NotFound`."""
    return staff_view(context, context.stores.contests.get(workspace, contest))


def staff_view(context: Context, contest: Contest) -> ContestView:
    """Return what the team sees of a contest that was just read or written."""
    settings, now = settings_of(context, contest), context.clock.now()
    draft = contest.state is State.DRAFT
    limits = context.policy.limits
    faults = blocking(settings, contest.texts, limits, now) if draft else []
    return ContestView(
        contest=contest,
        settings=settings,
        timeline=timeline_of(contest, settings, now),
        blocking=faults,
        counts=_counts(context, contest),
        test_beacon=contest.test_beacon if contest.opened else chain_of(context.policy.chain).test,
        actions=actions_of(context, contest, complete=not faults),
        beacon_late=beacon_is_late(contest, now),
        seal_mails=context.policy.seal_mails,
        venues=venues_at(contest, now),
    )


def actions_of(context: Context, contest: Contest, *, complete: bool = False) -> list[Action]:
    """Return what may be done with a contest now; `complete` says that nothing blocks a draft."""
    now, lead = context.clock.now(), context.policy.seal_lead
    return actions_on(contest, now, seal_lead=lead, complete=complete)


def read_public_contest(context: Context, *, workspace: str, slug: str) -> ContestView:
    """Return a published contest for everybody. Raises `NotFound`, for a draft too."""
    contest = context.stores.contests.by_slug(workspace, slug)
    if not contest.opened:
        raise NotFound
    drawn = contest.was_drawn
    return ContestView(
        contest,
        contest.in_force,
        timeline_of(contest, contest.in_force, context.clock.now()),
        [],
        test_beacon=contest.test_beacon,
        seal_mails=context.policy.seal_mails,
        outcome=read_outcome(context, workspace=workspace, contest=contest.id) if drawn else None,
        venues=venues_at(contest, context.clock.now()),
    )


def settings_of(context: Context, contest: Contest) -> dict[str, Any]:
    """Return the settings in force, a draft's with every default and computed date."""
    if contest.opened:
        return contest.in_force
    return completed(contest.settings, context.policy.limits)


def _counts(context: Context, contest: Contest) -> Counts:
    whose, excluded = (contest.workspace_id, contest.id), EntryState.EXCLUDED.value
    entries, refusals = context.stores.entries, context.stores.refusals

    def counted(state: str = "", reason: str = "") -> int:
        key = (*whose, state, reason)
        return context.large_counts.of(key, lambda: entries.count(*whose, state, reason))

    return Counts(
        entries=counted(),
        confirmed=counted(EntryState.CONFIRMED.value),
        unconfirmed=context.large_counts.of((*whose, "awaited"), lambda: entries.awaited(*whose)),
        excluded={
            reason.value: count
            for reason in ExclusionReason
            if (count := counted(excluded, reason.value))
        },
        refused={
            reason.value: count
            for reason in RefusalReason
            if (count := refusals.count(*whose, reason.value))
        },
    )
