"""Winners for tests of what may become of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.entry import Entry, EntryState, Person
from services.contests.domain.winner import Moved, Winner, seated
from shared.events import Event

NOW = datetime(2026, 3, 23, 13, tzinfo=UTC)
HOLD = NOW + timedelta(days=40)
WEEK = timedelta(days=7)
EVIDENCE, OTHER = "ab" * 32, "cd" * 32
NOTHING = PrizeAsk(prize="Vélo")
PARCEL = PrizeAsk(prize="Vélo", address=True)
SIZES = PrizeAsk(
    prize="Vélo",
    address=True,
    question_fr="Quelle taille ?",
    question_en="Which size?",
    options_fr="Petite\nGrande\n",
    options_en=" Small \n\nLarge",
)
ADDRESS = {
    "name": "Inès Robert",
    "line": "14 quai Saint-Vincent",
    "postcode": "69001",
    "city": "Lyon",
    "country": "FR",
}


def entry(ref: str = "e-000001", **changes: Any) -> Entry:
    """Return a confirmed entry."""
    made = Entry(
        id=f"id-{ref}",
        workspace_id="maison-lumen",
        contest_id="c-1",
        ref=ref,
        address_key="key",
        person=Person("ana@example.org", "Ana"),
        country="FR",
        language="fr",
        source="",
        weight=1,
        confirm_token="",
        manage_token="",
        submitted_at=NOW,
        request_key=ref,
        state=EntryState.CONFIRMED,
    )
    return replace(made, **changes)


def seat(
    ref: str = "e-000001",
    *,
    place: int = 1,
    prize: int = 0,
    promoted: bool = False,
    now: datetime = NOW,
    **changes: Any,
) -> Moved:
    """Return who got a place by the draw."""
    return seated(
        entry(ref, **changes),
        place=place,
        prize=prize,
        prize_name="Vélo",
        promoted=promoted,
        claim_token=f"token-{ref}",
        hold_until=max(HOLD, now + WEEK),
        now=now,
    )


def winner(**changes: Any) -> Winner:
    """Return a winner who was just drawn, but for `changes`."""
    drawn, _ = seat()
    return replace(drawn, **changes)


def verbs(events: Any) -> list[str]:
    """Return what events say, such as `winner_skipped`."""
    return [_verb(event) for event in events]


def _verb(event: Event) -> str:
    return event.type.split(".")[-2]
