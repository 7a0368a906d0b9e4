"""A letter that was asked for: due work, until it stands with each winner whom it is for."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.contests.domain.letter.form import LetterForm
from services.contests.domain.winner import WinnerLetter
from shared.forms.field import Texts

# How long it is known who wrote when, and to how many.
KEPT = timedelta(days=397)


class LetterState(StrEnum):
    """`asked` until it stands with everyone, then `written`."""

    ASKED = "asked"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of a page of winners: how many have the letter, and the refs of who has not."""

    written: int
    left_out: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the account `by` to the winner of a `ref`, or to all ("").

    It is for those who held a place `as_of`, when they were counted for whoever wrote it; who
    lost it since is in `left_out`. Once it is written, each winner has their own: `text` is gone
    here, and the `subject` of a letter to one, which may name them. `digest` stands for what the
    form said. `after` is the place reached.
    """

    id: str
    workspace_id: str
    contest_id: str
    by: str
    asked_at: datetime
    as_of: datetime
    digest: str
    subject: Texts
    text: Texts
    ref: str = ""
    version: int = 1
    state: LetterState = LetterState.ASKED
    after: str = ""
    written: int = 0
    left_out: tuple[str, ...] = ()
    due_at: datetime | None = None
    attempts: int = 0

    def in_language(self, language: str) -> WinnerLetter:
        """Return what a winner of this language gets; another one gets the first there is."""
        spoken = language if language in self.subject else next(iter(self.subject))
        return WinnerLetter(
            id=self.id,
            by=self.by,
            at=self.asked_at,
            subject=self.subject[spoken],
            text=self.text[spoken],
            language=spoken,
        )

    def reached(
        self, page: Reached, after: str | None, now: datetime, last: datetime | None
    ) -> "Letter":
        """Return it with a page more, due at once; without a place to go on from, it is written.

        It is never known beyond `last`, when the people of the contest are erased.
        """
        longer = replace(
            self,
            written=self.written + page.written,
            left_out=(*self.left_out, *page.left_out),
        )
        if after:
            return replace(longer, after=after, due_at=now)
        return replace(
            longer,
            state=LetterState.WRITTEN,
            subject={} if self.ref else self.subject,
            text={},
            after="",
            due_at=min(self.asked_at + KEPT, last) if last else self.asked_at + KEPT,
        )


def digest_of(ref: str, words: LetterForm) -> str:
    """Return what stands for a letter to this ref in these words: SHA-256, in hexadecimal."""
    said = {"ref": ref, "subject": dict(words.subject), "text": dict(words.text)}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
