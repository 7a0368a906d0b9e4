"""Sessions live on the server; the browser holds a random id, the server its hash."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

IDLE = timedelta(hours=8)
WHOLE = timedelta(days=7)
RENEW_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in. `id` is the hash of what the browser holds.

    `account_id` is the subject: an account's id, or with the role `partner` a partner's, whose
    address the gateway never knows (`email` is "").
    """

    id: str
    account_id: str
    workspace_id: str
    workspace_name: str
    email: str
    role: str
    began_at: datetime
    expires_at: datetime

    def alive(self, now: datetime) -> bool:
        """Tell whether the session still opens anything."""
        return now < self.expires_at

    def renewed(self, now: datetime) -> "SignedIn | None":
        """Return the session with a later end, or None while that is not worth a write."""
        end = min(now + IDLE, self.began_at + WHOLE)
        return replace(self, expires_at=end) if end - self.expires_at >= RENEW_AFTER else None


def hash_of(secret: str) -> str:
    """Return the hash under which a session (or a kept form) is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()
