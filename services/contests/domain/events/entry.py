"""Facts about entries. Topic `contests.entry`, key = the entry's id (a refusal's for `refused`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.events import Event, Stamp, fact, hour_of, instant_text

ENTRY_TOPIC = "contests.entry"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What every event of an entry says. `source` names where it came from, "" without one.

    `link` is the key of the partner's link that led to the form: told where there is one, by what
    begins an entry and what confirms it.
    """

    entry_id: str
    contest_id: str
    source: str
    link: str = ""

    @property
    def told_link(self) -> dict[str, str]:
        """The link, where there is one."""
        return {"link": self.link} if self.link else {}


def entry_submitted(
    stamp: Stamp, facts: EntryFacts, *, language: str, submitted_at: datetime
) -> Event:
    """Someone sent the form."""
    data = {"language": language, "submitted_at": instant_text(submitted_at)}
    more = {"hour": hour_of(submitted_at), **facts.told_link}
    return _event("submitted", stamp, facts, {**data, **more})


def entry_confirmed(
    stamp: Stamp, facts: EntryFacts, *, weight: int, confirmed_at: datetime, submitted_at: datetime
) -> Event:
    """The address is confirmed: the person takes part with `weight` chances."""
    data = {
        "weight": weight,
        "confirmed_at": instant_text(confirmed_at),
        "hour": hour_of(confirmed_at),
        "submitted_hour": hour_of(submitted_at),
        **facts.told_link,
    }
    return _event("confirmed", stamp, facts, data)


def entry_corrected(stamp: Stamp, facts: EntryFacts, *, fields: Sequence[str]) -> Event:
    """What was typed wrongly was put right; which fields, never what stands there."""
    return _at("corrected", stamp, facts, {"fields": list(fields)})


def entry_excluded(stamp: Stamp, facts: EntryFacts, *, reason: str) -> Event:
    """Staff took the entry out of the coming list, for a public reason."""
    return _at("excluded", stamp, facts, {"reason": reason})


def entry_reinstated(stamp: Stamp, facts: EntryFacts) -> Event:
    """An exclusion was taken back."""
    return _at("reinstated", stamp, facts)


def entry_withdrawn(stamp: Stamp, facts: EntryFacts) -> Event:
    """The person left, and their data was erased."""
    return _at("withdrawn", stamp, facts)


def entry_lapsed(stamp: Stamp, facts: EntryFacts) -> Event:
    """The confirmation came too late to be in the sealed list."""
    return _at("lapsed", stamp, facts)


def entry_refused(
    stamp: Stamp, *, refusal_id: str, contest_id: str, source: str, reason: str
) -> Event:
    """A form was refused; nothing is known of who sent it."""
    data = {
        "refusal_id": refusal_id,
        "contest_id": contest_id,
        "source": source,
        "reason": reason,
        "at": instant_text(stamp.at),
        "hour": hour_of(stamp.at),
    }
    return fact(ENTRY_TOPIC, "refused", refusal_id, stamp, data)


def _at(verb: str, stamp: Stamp, facts: EntryFacts, data: Mapping[str, Any] | None = None) -> Event:
    return _event(verb, stamp, facts, {**(data or {}), "at": instant_text(stamp.at)})


def _event(verb: str, stamp: Stamp, facts: EntryFacts, data: Mapping[str, Any]) -> Event:
    whose = {
        "entry_id": facts.entry_id,
        "contest_id": facts.contest_id,
        "source": facts.source,
    }
    return fact(ENTRY_TOPIC, verb, facts.entry_id, stamp, {**whose, **data})
