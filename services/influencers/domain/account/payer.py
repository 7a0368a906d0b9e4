"""Who pays by transfer: one account for each workspace."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Payer:
    """The account that a team pays from. `iban` is wrapped, `iban_end` its last four signs."""

    id: str
    workspace_id: str
    name: str
    iban: bytes
    iban_end: str
    changed_by: str
    updated_at: datetime
    version: int = 1
