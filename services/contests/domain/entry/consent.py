"""What a person agreed to."""

from dataclasses import dataclass, replace
from datetime import datetime

MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to: the exact text by its SHA-256, in the language they read.

    `purpose` is `age`, `rules` or `marketing`. `confirmed_at` is when the address was confirmed.
    """

    purpose: str
    text_hash: str
    language: str
    at: datetime
    confirmed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def withdraw(self, at: datetime) -> "Consent":
        """Return it withdrawn at `at`, or since it was first."""
        return replace(self, withdrawn_at=self.withdrawn_at or at)
