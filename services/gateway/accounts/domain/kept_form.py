"""A form that could not be taken is kept for its author."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class KeptForm:
    """A form that arrived after its session had expired: shown again after sign-in."""

    id: str
    path: str
    account_id: str
    fields: tuple[tuple[str, str], ...]
    expires_at: datetime
