"""Clean up sessions and kept forms that have expired."""

from services.gateway.accounts.stores import Stores
from shared.clock import Clock


def clean_up(stores: Stores, clock: Clock) -> int:
    """Forget what has expired; return how many documents went."""
    now = clock.now()
    return stores.sessions.clean_up(now) + stores.kept_forms.clean_up(now)
