"""What was put right of an entry: which fields, never what stood there."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """Who put which fields right, and when; `by` is "" for the person themselves."""

    fields: tuple[str, ...]
    at: datetime
    by: str = ""
