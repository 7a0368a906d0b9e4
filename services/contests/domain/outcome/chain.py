"""What became of the winners: an append-only list, each entry holding the hash of the one before.

An entry is `{"number", "kind", "ref", "code", "prize", "previous"}`: `number` counts from 1,
`prize` is an index in the commitment's prizes, `previous` the certificate's digest for the first
entry, then the canonical hash of the entry before. Three kinds:

- `skipped`: the holder `ref` gives up `prize`, for a public `code`;
- `promoted`: the next alternate `ref` takes that very prize (`code` is null);
- `not_awarded`: no alternate is left for `prize` (`ref` and `code` are null).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.contests.domain.draw import BrokenOutcome, canonical_hash

CODES = frozenset(
    {"declined", "no_answer", "not_eligible", "identity_not_shown", "rules_breach", "withdrawn"}
)
_KEYS = {"number", "kind", "ref", "code", "prize", "previous"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the prizes stand: `holders` as (ref, prize), `waiting` alternates in order, `vacant`
    prizes (given up, not passed on yet), `lost` prizes (not awarded after all), and the hash that
    the next entry holds."""

    holders: tuple[tuple[str, int], ...]
    waiting: tuple[str, ...]
    vacant: tuple[int, ...]
    lost: tuple[int, ...]
    number: int
    head: str


def standing_at_draw(certificate: Mapping[str, Any], digest: str) -> Standing:
    """Return the standing before any entry, from a certificate's parts and its digest."""
    holders = tuple((winner["ref"], winner["prize"]) for winner in certificate["winners"])
    return Standing(holders, tuple(certificate["alternates"]), (), (), 0, digest)


def standing_after(start: Standing, entries: Sequence[Mapping[str, Any]]) -> Standing:
    """Check every entry against what precedes it; return the standing. Raises `BrokenOutcome`."""
    for entry in entries:
        start = _follow(start, entry)
    return start


def skip(standing: Standing, ref: str, code: str) -> dict[str, Any]:
    """Return the entry by which `ref` gives up the prize it holds. Raises `BrokenOutcome`."""
    prize = dict(standing.holders).get(ref)
    return _checked(standing, kind="skipped", ref=ref, code=code, prize=prize)


def promote(standing: Standing, prize: int) -> dict[str, Any]:
    """Return the entry that settles a vacant prize: the next alternate, else not awarded.

    Raises `BrokenOutcome` when that prize is not vacant.
    """
    if standing.waiting:
        ref = standing.waiting[0]
        return _checked(standing, kind="promoted", ref=ref, code=None, prize=prize)
    return _checked(standing, kind="not_awarded", ref=None, code=None, prize=prize)


def _checked(standing: Standing, **facts: Any) -> dict[str, Any]:
    entry = {"number": standing.number + 1, **facts, "previous": standing.head}
    _follow(standing, entry)
    return entry


def _follow(before: Standing, entry: Mapping[str, Any]) -> Standing:
    number = before.number + 1
    if set(entry) != _KEYS or entry["number"] != number or entry["previous"] != before.head:
        raise BrokenOutcome(f"entry {number} does not follow what precedes it")
    moved = {"skipped": _skipped, "promoted": _promoted, "not_awarded": _not_awarded}
    if entry["kind"] not in moved:
        raise BrokenOutcome(f"entry {number} is of no known kind")
    after = moved[entry["kind"]](before, entry["ref"], entry["code"], entry["prize"])
    return replace(after, number=number, head=canonical_hash(entry))


def _skipped(before: Standing, ref: Any, code: Any, prize: Any) -> Standing:
    if (ref, prize) not in before.holders or code not in CODES:
        raise BrokenOutcome(f"{ref} cannot give up prize {prize} for {code}")
    holders = tuple(each for each in before.holders if each != (ref, prize))
    return replace(before, holders=holders, vacant=(*before.vacant, prize))


def _promoted(before: Standing, ref: Any, code: Any, prize: Any) -> Standing:
    if prize not in before.vacant or before.waiting[:1] != (ref,) or code is not None:
        raise BrokenOutcome(f"prize {prize} does not pass to {ref}")
    holders = (*before.holders, (ref, prize))
    return replace(
        before, holders=holders, waiting=before.waiting[1:], vacant=_without(before.vacant, prize)
    )


def _not_awarded(before: Standing, ref: Any, code: Any, prize: Any) -> Standing:
    if prize not in before.vacant or before.waiting or (ref, code) != (None, None):
        raise BrokenOutcome(f"prize {prize} is not without a taker")
    return replace(before, vacant=_without(before.vacant, prize), lost=(*before.lost, prize))


def _without(prizes: tuple[int, ...], prize: int) -> tuple[int, ...]:
    place = prizes.index(prize)
    return prizes[:place] + prizes[place + 1 :]
