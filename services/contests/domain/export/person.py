"""What an export says of a person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of an export; `news_at` is when they agreed to the newsletter, if they did and
    confirmed it."""

    ref: str
    first_name: str
    email: str
    country: str
    language: str
    source: str
    state: str
    reason: str
    weight: int
    submitted_at: datetime
    confirmed_at: datetime | None
    news_at: datetime | None
    news_withdrawn_at: datetime | None
