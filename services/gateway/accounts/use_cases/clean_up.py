"""Clean up sessions and kept forms that have expired."""

from services.gateway.accounts.use_cases.ports import Sessions
from shared.clock import Clock


def clean_up(sessions: Sessions, clock: Clock) -> int:
    """Forget what has expired; return how many documents went."""
    return sessions.clean_up(clock.now())
