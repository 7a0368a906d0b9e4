"""Let the oldest entries go, the chain's place kept before they do."""

from services.gateway.audit.domain.entry import AuditEntry
from services.gateway.audit.stores import AuditStores


def let_go(stores: AuditStores, entry: AuditEntry) -> None:
    """Remove an entry whose time is over, and all before it; repeated harmlessly."""
    workspace = entry.fact.workspace_id
    stores.checkpoints.advance(workspace, entry.link)
    stores.entries.remove_up_to(workspace, entry.number)
