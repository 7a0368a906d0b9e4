"""A draw that was made: its parts, its digest, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.contests.domain.events import draw_made
from shared.events import Event, Stamp
from shared.ids import derived_id


@dataclass(frozen=True, slots=True)
class Drawn:
    """Who got a place by the draw: `prize` is an index in the commitment's prizes."""

    place: int
    ref: str
    prize: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The one draw of a contest.

    `parts` is the certificate without its list and its digest, the very JSON that was hashed;
    `digest` is the hash of the whole certificate.
    """

    workspace_id: str
    contest_id: str
    parts: Mapping[str, Any]
    digest: str
    drawn_at: datetime

    @property
    def winners(self) -> tuple[Drawn, ...]:
        """Who got the places, from the first."""
        return tuple(
            Drawn(place, winner["ref"], winner["prize"])
            for place, winner in enumerate(self.parts["winners"], 1)
        )

    @property
    def alternates(self) -> tuple[str, ...]:
        """The refs that come next, in their order."""
        return tuple(self.parts["alternates"])

    @property
    def not_awarded(self) -> int:
        """How many prizes found nobody in the list."""
        return int(self.parts["not_awarded"])

    @property
    def prizes(self) -> int:
        """How many prizes there were to win."""
        return sum(int(prize["count"]) for prize in self.parts["commitment"]["prizes"])

    @property
    def round(self) -> int:
        """The beacon's round that decided."""
        return int(self.parts["commitment"]["beacon"]["round"])

    @property
    def event(self) -> Event:
        """The fact; a repeat gives it the same identifier."""
        return draw_made(
            Stamp(derived_id("draw.made", self.contest_id), self.drawn_at),
            contest_id=self.contest_id,
            digest=self.digest,
            round_number=self.round,
            winners=[
                {"place": winner.place, "ref": winner.ref, "prize": winner.prize}
                for winner in self.winners
            ],
            alternates=self.alternates,
            not_awarded=self.not_awarded,
        )
