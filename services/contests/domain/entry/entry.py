"""An entry: one form that was sent, and, once confirmed, one person in the list."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.entry.consent import MARKETING, Consent
from services.contests.domain.entry.correction import Correction
from services.contests.domain.entry.hint import Hint
from services.contests.domain.entry.states import EntryState, Exclusion, ExclusionReason
from services.contests.domain.errors import WrongEntryState
from services.contests.domain.events import (
    EntryFacts,
    entry_confirmed,
    entry_corrected,
    entry_excluded,
    entry_lapsed,
    entry_reinstated,
    entry_withdrawn,
)
from shared.events import Event, Stamp

REF_LENGTH = 16
# When the mail with the link may be asked for again, counted from the form: twice in all.
AGAIN_AFTER = (timedelta(minutes=2), timedelta(minutes=10))


def one_line(name: str) -> str:
    """Return a name that a mail's head can carry."""
    return " ".join(name.splitlines())


@dataclass(frozen=True, slots=True)
class Person:
    """Personal data, apart from the rest so that erasure leaves the rest whole.

    `email` is the address as it was typed, which mails go to; both are "" once erased.
    """

    email: str = ""
    first_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. What is done to it returns it as it is afterwards, with what happened.

    `address_key` is the entry's own id until confirmed, then the HMAC of the canonical address,
    `erased:<id>` once the person is gone; unique in a contest. `mailbox_key` is the HMAC of the
    mailbox from the first moment on, by which its entries are found; "" once erased, and in
    entries of earlier code. `domain_key` stands for its mail domain, or is "" for a provider whom
    everybody uses. `hints` say why somebody may look at it. `confirm_token`, `manage_token` and
    `unsubscribe_token` are SHA-256 hashes. `request_key` stands for an idempotency key,
    `request_hash` for the form that came with it. `receipt` is the signed receipt, given at
    confirmation. `link` is the key of the partner's link that led to the form, or "". `repeat` says
    that another entry of its mailbox is counted already, until this one is confirmed.
    """

    id: str
    workspace_id: str
    contest_id: str
    ref: str
    address_key: str
    person: Person
    country: str
    language: str
    source: str
    weight: int
    confirm_token: str
    manage_token: str
    submitted_at: datetime
    request_key: str
    request_hash: str = ""
    unsubscribe_token: str = ""
    mailbox_key: str = ""
    domain_key: str = ""
    version: int = 0
    state: EntryState = EntryState.UNCONFIRMED
    answers: Mapping[str, Any] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    confirmed_at: datetime | None = None
    receipt: Mapping[str, Any] | None = None
    excluded: Exclusion | None = None
    hints: tuple[Hint, ...] = ()
    corrections: tuple[Correction, ...] = ()
    link: str = ""
    repeat: bool = False

    @property
    def facts(self) -> EntryFacts:
        """What events say of it."""
        return EntryFacts(self.id, self.contest_id, self.source, self.link)

    @property
    def reason(self) -> str:
        """The public reason of its exclusion, or ""."""
        return self.excluded.reason.value if self.excluded else ""

    @property
    def note(self) -> str:
        """What whoever excluded it noted for the team, or ""."""
        return self.excluded.note if self.excluded else ""

    @property
    def takes_news(self) -> bool:
        """Whether its person agreed to marketing, and still does."""
        return any(each.purpose == MARKETING and not each.withdrawn_at for each in self.consents)

    @property
    def names_someone(self) -> bool:
        """Whether it says who its person is: erased neither by them nor by the end of time."""
        return bool(self.person.email)

    @property
    def proven(self) -> bool:
        """Whether the owner of its address said that it is theirs: they confirmed it."""
        return self.confirmed_at is not None

    def mails_again(self, at: datetime) -> int:
        """How many more mails with the link may have been asked for by now."""
        return sum(at >= self.submitted_at + each for each in AGAIN_AFTER)

    def next_again(self, asked: int) -> datetime | None:
        """From when the next one may be asked for, after so many; None where there is no more."""
        return self.submitted_at + AGAIN_AFTER[asked] if asked < len(AGAIN_AFTER) else None

    def confirm(
        self, stamp: Stamp, *, address_key: str, receipt: Mapping[str, Any], first_name: str = ""
    ) -> tuple["Entry", list[Event]]:
        """Take the person's one place in the contest. Raises `WrongEntryState`.

        Who opens the mail is the owner of the address, whoever typed it: theirs is the
        `first_name`, where they put it right.
        """
        self._require(EntryState.UNCONFIRMED)
        confirmed = replace(
            self,
            state=EntryState.CONFIRMED,
            address_key=address_key,
            person=replace(self.person, first_name=first_name or self.person.first_name),
            confirmed_at=stamp.at,
            consents=tuple(each.confirm(stamp.at) for each in self.consents),
            receipt=receipt,
            repeat=False,
        )
        event = entry_confirmed(
            stamp,
            self.facts,
            weight=self.weight,
            confirmed_at=stamp.at,
            submitted_at=self.submitted_at,
        )
        return confirmed, [event]

    def correct(
        self, stamp: Stamp, *, first_name: str, country: str, by: str = ""
    ) -> tuple["Entry", list[Event]]:
        """Return it with what was typed wrongly put right, by its person or the account `by`."""
        name = one_line(first_name)
        wrong = {
            "first_name": name != self.person.first_name,
            "country": country != self.country,
        }
        put_right = tuple(field for field, is_wrong in wrong.items() if is_wrong)
        if not put_right:
            return self, []
        corrected = replace(
            self,
            person=replace(self.person, first_name=name),
            country=country,
            corrections=(*self.corrections, Correction(put_right, stamp.at, by)),
        )
        return corrected, [entry_corrected(stamp, self.facts, fields=put_right)]

    def exclude(
        self, stamp: Stamp, reason: ExclusionReason, *, by: str, note: str = ""
    ) -> tuple["Entry", list[Event]]:
        """Take it out, for a public reason. Raises `WrongEntryState`."""
        self._require(EntryState.CONFIRMED)
        exclusion = Exclusion(reason, by, stamp.at, note)
        excluded = replace(self, state=EntryState.EXCLUDED, excluded=exclusion)
        return excluded, [entry_excluded(stamp, self.facts, reason=reason.value)]

    def reinstate(self, stamp: Stamp) -> tuple["Entry", list[Event]]:
        """Take an exclusion back. Raises `WrongEntryState`."""
        self._require(EntryState.EXCLUDED)
        back = replace(self, state=EntryState.CONFIRMED, excluded=None)
        return back, [entry_reinstated(stamp, self.facts)]

    def lapse(self, stamp: Stamp) -> tuple["Entry", list[Event]]:
        """Come too late for the sealed list. Raises `WrongEntryState`."""
        self._require(EntryState.UNCONFIRMED, EntryState.CONFIRMED)
        return replace(self, state=EntryState.LAPSED), [entry_lapsed(stamp, self.facts)]

    def withdraw(self, stamp: Stamp) -> tuple["Entry", list[Event]]:
        """Leave: nothing points at the person any more. One that left stays as it is."""
        if self.state is EntryState.WITHDRAWN:
            return self, []
        gone = replace(
            self.forget(),
            state=EntryState.WITHDRAWN,
            excluded=None,
            consents=tuple(each.withdraw(stamp.at) for each in self.consents),
        )
        return gone, [entry_withdrawn(stamp, self.facts)]

    def unsubscribe(self, at: datetime) -> "Entry":
        """Take the consent to marketing back."""
        consents = tuple(
            each.withdraw(at) if each.purpose == MARKETING else each for each in self.consents
        )
        return replace(self, consents=consents)

    def forget(self) -> "Entry":
        """Cut its link to the person; it stays what it is."""
        return replace(
            self,
            address_key=f"erased:{self.id}",
            mailbox_key="",
            domain_key="",
            hints=(),
            corrections=(),
            person=Person(),
            country="",
            answers={},
            request_hash="",
            excluded=replace(self.excluded, note="") if self.excluded else None,
        )

    def _require(self, *states: EntryState) -> None:
        if self.state not in states:
            raise WrongEntryState(extra={"state": self.state.value})
