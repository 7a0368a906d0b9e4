"""A delivery: its parts are answered one by one, and a repeat is answered as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.errors import FieldError

# So long a repeat finds its answer, and a team what was refused.
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one part: `slug` is "" where it was kept, else why it was not.

    `place` counts from 0, `reference` is the sender's own id where it could be read.
    """

    place: int
    type: str
    reference: str
    slug: str = ""
    detail: str = ""
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """Orders or leads that came together; `answers` is None until all of them were looked at.

    `source` is `api` or `shop` (signed). `due_at` is when it goes.
    """

    id: str
    workspace_id: str
    program_id: str
    source: str
    received_at: datetime
    request_hash: str
    due_at: datetime
    answers: tuple[Answer, ...] | None = None
    refused: int = 0
    version: int = 1

    def answered(self, answers: Sequence[Answer]) -> "Delivery":
        """Return it with its answers; the first ones stay."""
        if self.answers is not None:
            return self
        refused = sum(1 for each in answers if each.slug)
        return replace(self, answers=tuple(answers), refused=refused)
