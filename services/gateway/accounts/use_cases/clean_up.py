"""Clean up sessions, kept forms and counts of attempts that have expired."""

from services.gateway.accounts.stores import Stores
from shared.clock import Clock


def clean_up(stores: Stores, clock: Clock) -> int:
    """Forget what has expired; return how many documents went."""
    now = clock.now()
    kept = (stores.sessions, stores.kept_forms, stores.attempts)
    return sum(store.clean_up(now) for store in kept)
