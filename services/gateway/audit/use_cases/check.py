"""Check a whole chain, from its checkpoint to its end."""

from dataclasses import dataclass

from services.gateway.audit.domain.entry import Link
from services.gateway.audit.stores import AuditStores


@dataclass(frozen=True)
class CheckedChain:
    """What was found: `entries` are unbroken up to `head`; `broken` is the number that is not.

    `broken` is 0 where all are. `foot` is the place before the first entry that is kept.
    """

    foot: Link
    head: Link
    entries: int
    broken: int = 0


def check_chain(stores: AuditStores, workspace: str) -> CheckedChain:
    """Compute every hash of a workspace's chain again, a page of entries in memory."""
    foot = head = stores.foot(workspace)
    count = 0
    for entry in stores.entries.each(workspace, foot):
        if not entry.follows(head):
            return CheckedChain(foot, head, count, head.number + 1)
        head, count = entry.link, count + 1
    return CheckedChain(foot, head, count)
