"""The commitment: all that decides a draw but the beacon's round. Its hash is the seal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.contests.domain.beacon import chain_of
from services.contests.domain.draw.canonical import canonical_hash
from services.contests.domain.draw.entry_list import ListSummary
from services.contests.domain.draw.rules import effective, rules_hash
from shared.events import instant_of

VERSION = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What the settings in force say of a draw.

    `prizes` are (name, count) in order, `chain` the beacon's chain hash, `round` the round that
    `draw_at` names, `receipts` the hexadecimal Ed25519 public key that signs receipts.
    """

    prizes: tuple[tuple[str, int], ...]
    alternates: int
    max_weight: int
    chain: str
    round: int
    receipts: str


def terms_of(settings: Mapping[str, Any]) -> Terms:
    """Read the terms out of settings in force (see `effective`). Raises `UnknownChain`."""
    chain = chain_of(settings["beacon"]["chain"])
    return Terms(
        prizes=tuple((prize["name"], prize["count"]) for prize in settings["prizes"]),
        alternates=settings["alternates"],
        max_weight=settings["mechanic"]["max_weight"],
        chain=chain.hash,
        round=chain.round_at(instant_of(settings["draw_at"])),
        receipts=settings["receipts"],
    )


def commit(
    contest: str,
    rules: Mapping[str, Any],
    summary: ListSummary,
    excluded: Mapping[str, int],
) -> dict[str, Any]:
    """Return the commitment of a contest: its frozen rules, its list, who was excluded and why.

    `excluded` counts entries by public reason (`minor`, `duplicate`…).
    Raises `BrokenRules` or `UnknownChain`.
    """
    terms = terms_of(effective(rules["settings"], rules["amendments"]))
    return commitment_of(contest, rules_hash(rules), terms, summary, excluded)


def commitment_of(
    contest: str, rules: str, terms: Terms, summary: ListSummary, excluded: Mapping[str, int]
) -> dict[str, Any]:
    """Return the commitment as JSON, from its parts; `rules` is their hash."""
    return {
        "version": VERSION,
        "contest": contest,
        "rules": rules,
        "prizes": [{"name": name, "count": count} for name, count in terms.prizes],
        "alternates": terms.alternates,
        "entries": summary.entries,
        "weight": summary.weight,
        "max_weight": terms.max_weight,
        "excluded": dict(excluded),
        "root": summary.root,
        "beacon": {"chain": terms.chain, "round": terms.round},
        "receipts": terms.receipts,
    }


def seal_of(commitment: Mapping[str, Any]) -> str:
    """Return the seal: the SHA-256 of the commitment's canonical bytes, in hexadecimal."""
    return canonical_hash(commitment)
