"""Whom a list leaves out, and whom it holds, for tests."""

from services.contests.domain.entry import (
    Entry,
    EntryState,
    Exclusion,
    ExclusionReason,
    Refusal,
    RefusalReason,
)
from services.contests.domain.events import entry_excluded, entry_refused
from tests.contests.world import WORKSPACE, World


def lines(world: World, contest: str) -> list[str]:
    """Return the lines of a contest's list, in order."""
    return list(world.context.stores.list_chunks.lines(WORKSPACE, contest))


def exclude(world: World, entry: Entry) -> None:
    """Take an entry out for fraud, whatever the time."""
    reason = ExclusionReason.FRAUD
    event = entry_excluded(world.context.stamp(), entry.facts, reason=reason.value)
    exclusion = Exclusion(reason, "staff", world.clock.now())
    world.context.stores.entries.move(
        entry,
        source=EntryState.CONFIRMED,
        target=EntryState.EXCLUDED,
        event=event,
        excluded=exclusion,
    )


def refuse(world: World, contest: str, reason: RefusalReason) -> None:
    """Store that a form was refused."""
    refusal = Refusal(world.context.ids.ulid(), WORKSPACE, contest, "", reason, world.clock.now())
    event = entry_refused(
        world.context.stamp(),
        refusal_id=refusal.id,
        contest_id=contest,
        source="",
        reason=reason.value,
    )
    world.context.stores.refusals.add(refusal, event)
