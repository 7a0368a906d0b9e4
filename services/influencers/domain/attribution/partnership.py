"""From when until when a partner of a program counts.

The rule: what was made while the partnership ran counts, also for an order that comes after its
pause or its end, but is then held until somebody decides. What was made before it began, while it
was paused or after it ended earns nothing. Who is banned earns nothing from then on.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partner in a program; `until` is when it was paused or ended, None while it runs.

    It ends with the program too. One that was taken up again begins anew.
    """

    partner_id: str
    since: datetime
    until: datetime | None = None
    banned: bool = False

    def ran(self, at: datetime) -> bool:
        """Tell whether it ran at an instant."""
        return self.since <= at and not self.over(at)

    def over(self, at: datetime) -> bool:
        """Tell whether it was paused or ended at an instant."""
        return self.until is not None and self.until <= at
