"""Whom a list leaves out, and whom it holds, for tests."""

from services.contests.domain.entry import (
    Entry,
    ExclusionReason,
    Refusal,
    RefusalReason,
)
from tests.contests.world import WORKSPACE, World


def lines(world: World, contest: str) -> list[str]:
    """Return the lines of a contest's list, in order."""
    return list(world.context.stores.list_chunks.lines(WORKSPACE, contest))


def exclude(world: World, entry: Entry) -> None:
    """Take an entry out for fraud, whatever the time."""
    fraud, stamp = ExclusionReason.FRAUD, world.context.stamp()
    world.context.stores.entries.change(
        entry, lambda found: found.exclude(stamp, fraud, by="staff")
    )


def refuse(world: World, contest: str, reason: RefusalReason) -> None:
    """Store that a form was refused."""
    refusal = Refusal(world.context.ids.ulid(), WORKSPACE, contest, "", reason, world.clock.now())
    world.context.stores.refusals.add(refusal, refusal.told(world.context.ids.ulid()))
