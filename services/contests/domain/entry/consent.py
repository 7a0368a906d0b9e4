"""What a person agreed to."""

from dataclasses import dataclass, replace
from datetime import datetime

MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to: the exact text by its SHA-256, in the language they read.

    `purpose` is `age`, `rules` or `marketing`. `confirmed_at` is when the address was confirmed.
    What was taken back before, a stranger may have ticked: it was never given.
    """

    purpose: str
    text_hash: str
    language: str
    at: datetime
    confirmed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def confirm(self, at: datetime) -> "Consent":
        """Return it confirmed at `at`, unless it was declined before."""
        return self if self.withdrawn_at else replace(self, confirmed_at=at)

    def withdraw(self, at: datetime) -> "Consent":
        """Return it withdrawn at `at`, or since it was first."""
        return replace(self, withdrawn_at=self.withdrawn_at or at)
