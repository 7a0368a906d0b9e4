"""Put a fact at the end of its workspace's chain."""

from services.gateway.audit.domain.entry import KEPT, Fact, linked
from services.gateway.audit.stores import AuditStores
from shared.clock import Clock
from shared.documents import StoreUnavailable

# Somebody is faster only by having put an entry there, so nobody waits for ever.
MOST_TRIES = 1000


def append_fact(stores: AuditStores, clock: Clock, fact: Fact) -> None:
    """Chain a fact, once for each event, whoever else chains at the same time.

    What is older than entries are kept is passed over: it would come again for ever.
    """
    now = clock.now()
    if fact.at + KEPT <= now:
        return
    for _ in range(MOST_TRIES):
        if stores.entries.find(fact.workspace_id, fact.id) is not None:
            return
        entry = linked(fact, stores.head(fact.workspace_id))
        if stores.entries.add(entry, now + KEPT):
            return
    raise StoreUnavailable(f"the chain of {fact.workspace_id} grows all the time")
