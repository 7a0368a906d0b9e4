"""What prizes ask of their winners is said, and may be said otherwise at any time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.contests.domain.contest.contest import Contest, State
from services.contests.domain.contest.form.asking import lines_of
from services.contests.domain.events import asks_changed
from shared.errors import FieldError, Invalid
from shared.events import Event, Stamp
from shared.forms.field import value_at

FEWEST_OPTIONS, MOST_OPTIONS = 2, 30
_WORDS = ("question", "options")


def with_asks(contest: Contest, given: Sequence[Mapping[str, Any]]) -> Contest:
    """Return the contest that asks this for its prizes; those not named ask nothing.

    Rows are those of `AsksForm`. Raises `Invalid` for a prize that there is not, or words that
    lack one of the contest's languages.
    """
    if faults := list(_faults(contest, given)):
        raise Invalid(fields=faults)
    return replace(contest, asks=tuple(dict(each) for each in given))


def asked_anew(before: Contest, after: Contest, stamp: Stamp) -> list[Event]:
    """Return the event by which winners are asked anew, where there may be winners already."""
    drawn = after.state in (State.SEALED, State.DRAWN)
    return [asks_changed(stamp, contest_id=after.id)] if drawn and after.asks != before.asks else []


def _faults(contest: Contest, given: Sequence[Mapping[str, Any]]) -> Iterator[FieldError]:
    known = [str(prize.get("name")) for prize in contest.in_force.get("prizes") or ()]
    for number, row in enumerate(given):
        before = [each.get("prize") for each in given[:number]]
        if row.get("prize") not in known or row.get("prize") in before:
            yield FieldError(f"asks.{number}.prize", "unknown")
        for path, code in _words(contest, row):
            limits = {"minimum": FEWEST_OPTIONS, "maximum": MOST_OPTIONS}
            yield FieldError(f"asks.{number}.{path}", code, limits)


def _words(contest: Contest, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a choice, where there is one: (path in the row, code)."""
    spoken = [f"{name}.{each}" for name in _WORDS for each in contest.languages]
    if not any(value_at(row, path) for path in spoken):
        return
    yield from ((path, "missing") for path in spoken if not value_at(row, path))
    counts = set()
    for path in (f"options.{each}" for each in contest.languages):
        if lines := lines_of(value_at(row, path) or ""):
            counts.add(len(lines))
            if code := _fault_of(lines):
                yield path, code
            elif len(counts) > 1:
                yield path, "options_differ"


def _fault_of(lines: Sequence[str]) -> str:
    if not FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS:
        return "option_count"
    alike = len({line.casefold() for line in lines}) < len(lines)
    return "options_alike" if alike else ""
