"""Someone's consent to the newsletter, with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.contest.eligibility import lines_of
from services.contests.domain.entry import CONFIRMED_ONCE, MARKETING, Entry
from shared.addresses import address_key, mailbox_key
from shared.forms.field import value_at
from shared.ids import derived_id


@dataclass(frozen=True, slots=True)
class NewsletterConsent:
    """A tick that the owner of the address confirmed.

    `text` is the exact line that was ticked, in `language`; `ticked_at` when the form was sent,
    `confirmed_at` when the button behind the mail was pressed. `address_key` is the HMAC of the
    canonical address under the workspace's own key, `mailbox_key` that of its mailbox ("" in those
    of earlier code), `unsubscribe_token` the SHA-256 hash of the
    token by which it is withdrawn. It ends by itself at `kept_until`. It names no entry: a ref of
    a published list leads to nobody by it.
    """

    id: str
    workspace_id: str
    contest_id: str
    organiser: str
    address_key: str
    email: str
    first_name: str
    text: str
    language: str
    ticked_at: datetime
    confirmed_at: datetime
    kept_until: datetime
    unsubscribe_token: str
    mailbox_key: str = ""
    version: int = 1


def consent_id(entry: str) -> str:
    """Return the id of the record that an entry leaves."""
    return derived_id("newsletter", entry)


def newsletter_years(settings: Mapping[str, Any]) -> int | None:
    """Return for how many years after the last contact a consent is kept.

    None for a contest that was opened without saying so: there it ends with the entry, as its
    rules promise.
    """
    years = value_at(settings, "data.newsletter_years")
    return None if years is None else int(years)


def consent_given(contest: Contest, entry: Entry, key: bytes) -> NewsletterConsent | None:
    """Return the record that a confirmed entry leaves, None where it leaves none.

    `key` is the workspace's own, under which its address is hashed.
    """
    years = newsletter_years(contest.in_force)
    ticked = next((each for each in entry.consents if each.purpose == MARKETING), None)
    if ticked is None or years is None or not entry.takes_news or entry.confirmed_at is None:
        return None
    if entry.state not in CONFIRMED_ONCE or not entry.names_someone:
        return None
    return NewsletterConsent(
        id=consent_id(entry.id),
        workspace_id=entry.workspace_id,
        contest_id=entry.contest_id,
        organiser=contest.terms.organiser_name,
        address_key=address_key(key, entry.person.email),
        mailbox_key=mailbox_key(key, entry.person.email),
        email=entry.person.email,
        first_name=entry.person.first_name,
        text=lines_of(contest.in_force, ticked.language).get(MARKETING, ""),
        language=ticked.language,
        ticked_at=ticked.at,
        confirmed_at=entry.confirmed_at,
        kept_until=_years_after(entry.confirmed_at, years),
        unsubscribe_token=entry.unsubscribe_token,
    )


def _years_after(at: datetime, years: int) -> datetime:
    leap_day = (at.month, at.day) == (2, 29)
    return at.replace(year=at.year + years, day=28 if leap_day else at.day)
