"""The collections of the audit log, opened together."""

from dataclasses import dataclass

from services.gateway.audit.domain.entry import BEGINNING, Link
from services.gateway.audit.stores.checkpoints import CheckpointStore
from services.gateway.audit.stores.entries import AuditEntryStore
from shared.documents import Database


@dataclass(frozen=True)
class AuditStores:
    """Entries, and where the chain begins whose first ones went."""

    entries: AuditEntryStore
    checkpoints: CheckpointStore

    def head(self, workspace: str) -> Link:
        """Return the last place of a workspace's chain."""
        last = self.entries.last(workspace)
        return last.link if last else self.foot(workspace)

    def foot(self, workspace: str) -> Link:
        """Return the place before the first entry that is kept."""
        return self.checkpoints.find(workspace) or BEGINNING


def open_audit(database: Database) -> AuditStores:
    """Open the collections of the audit log."""
    return AuditStores(AuditEntryStore(database), CheckpointStore(database))
