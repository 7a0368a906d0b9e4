"""What is known of one address, in words for whoever was asked by its owner: plain English."""

from collections.abc import Callable, Iterator
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.newsletter import NewsletterConsent
from services.contests.domain.winner import WinnerState
from services.contests.entrypoints.own_views import own_data_view
from services.contests.use_cases.people.export_person import PersonData
from services.contests.use_cases.people.of_address import Known, KnownEntry

Notes = Callable[[KnownEntry], Iterator[str]]


def found_view(known: Known) -> dict[str, Any]:
    """Return what is kept, and what makes it special."""
    return _view(known, _kept, "until {:%Y-%m-%d}, unless it is stopped")


def erased_view(known: Known) -> dict[str, Any]:
    """Return what was erased, and what that did."""
    return _view(known, _left, "ended; a keyed hash of the address keeps it so")


def data_view(data: PersonData) -> dict[str, Any]:
    """Return all of it."""
    entries = [own_data_view(each) for each in data.entries]
    return {"entries": entries, "consents": data.consents}


def _view(known: Known, notes: Notes, consent: str) -> dict[str, Any]:
    entries = [_entry(each, list(notes(each))) for each in known.entries]
    consents = [_consent(each, consent.format(each.kept_until)) for each in known.consents]
    return {"items": [*entries, *consents, *_suppression(known)]}


def _entry(known: KnownEntry, notes: list[str]) -> dict[str, Any]:
    entry = known.entry
    return {
        "kind": "entry",
        "name": entry.ref,
        "where": _title(known.contest, entry.language),
        "state": entry.state.value,
        "notes": notes,
    }


def _consent(consent: NewsletterConsent, note: str) -> dict[str, Any]:
    return {
        "kind": "newsletter",
        "name": f"consent of {consent.confirmed_at:%Y-%m-%d}",
        "where": consent.organiser,
        "state": "given",
        "notes": [note],
    }


def _suppression(known: Known) -> Iterator[dict[str, Any]]:
    if known.suppressed_at is not None:
        yield {
            "kind": "suppression",
            "name": f"since {known.suppressed_at:%Y-%m-%d}",
            "where": "newsletter",
            "state": "kept",
            "notes": [
                "a keyed hash of the address, for good: no newsletter starts again by itself"
            ],
        }


def _kept(known: KnownEntry) -> Iterator[str]:
    winner = known.winner
    if known.in_list:
        yield "its line is in the sealed list"
    if winner is not None and winner.holds:
        yield f"it holds the prize “{winner.prize_name}” ({winner.state.value})"
    if winner is not None and winner.state is WinnerState.FULFILLED:
        yield f"the prize “{winner.prize_name}” was handed over"


def _left(known: KnownEntry) -> Iterator[str]:
    winner = known.winner
    if known.in_list:
        yield "its line stays in the sealed list, which cannot change, and leads to nobody"
    elif known.contest.sealing_at is not None and known.in_list is None:
        yield "the list is being sealed: its line may stay in it, and leads to nobody"
    elif known.in_list is None:
        yield "it does not take part in the draw any more"
    if winner is not None and winner.holds and not winner.may_lose:
        yield f"the prize “{winner.prize_name}” is on its way and stays theirs, to nobody by name"
    if winner is not None and winner.may_lose:
        yield f"the prize “{winner.prize_name}” is given up: the next alternate has it, if any"
    if winner is not None and winner.state is WinnerState.FULFILLED:
        yield f"the prize “{winner.prize_name}” stays handed over, to nobody by name"


def _title(contest: Contest, language: str) -> str:
    texts: dict[str, str] = contest.texts.get(language) or next(iter(contest.texts.values()), {})
    return str(texts.get("title") or contest.slug)
