"""Certificates for tests: a true one, and ways to rebuild it after a forgery."""

import copy
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from services.contests.adapters.signatures import ReceiptSigner
from services.contests.domain.beacon import QUICKNET, TEST, Chain
from services.contests.domain.draw import (
    canonical,
    canonical_hash,
    certificate_bytes,
    certificate_digest,
    commit,
    draw,
    entry_line,
    frozen_rules,
    summarise,
)
from services.contests.domain.receipt import issue_receipt
from shared.events import instant_text
from stack.beacon import sign_round
from tests.contests.naive import summary_of

DRAW_AT = datetime(2026, 3, 29, 16, 0, 0, 0, tzinfo=UTC)
CONFIRMED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIGNER = ReceiptSigner(bytes(range(32)))
ROUND_123 = bytes.fromhex(
    "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482"
    "e26cd02df835d3546d23c4b13e0dfc92"
)
WEIGHTS = [1, 3, 1, 2, 1, 1, 5, 1, 2, 1, 1, 4]


def refs(count: int) -> list[str]:
    """Return refs in order."""
    return [f"e-{place:016d}" for place in range(count)]


def settings(chain: Chain = TEST, **changes: Any) -> dict[str, Any]:
    """Return frozen settings as the product writes them."""
    return {
        "draw_at": instant_text(DRAW_AT),
        "prizes": [
            {"name": "Vélo", "count": 1, "value": {"amount": 49900, "currency": "EUR"}},
            {"name": "book", "count": 2, "value": {"amount": 1500, "currency": "EUR"}},
        ],
        "alternates": 2,
        "mechanic": {"kind": "draw", "max_weight": 5},
        "receipts": SIGNER.public_key,
        "beacon": {"chain": chain.hash},
        **changes,
    }


def certificate(
    rules: dict[str, Any] | None = None,
    lines: list[str] | None = None,
    sign: Callable[[int], bytes] = sign_round,
) -> dict[str, Any]:
    """Return the certificate that the product makes of these rules and this list."""
    if rules is None:
        rules = frozen_rules(settings())
    if lines is None:
        lines = [entry_line(*pair) for pair in zip(refs(12), WEIGHTS, strict=True)]
    committed = commit("contest-1", rules, summarise(lines), {"minor": 1})
    parts = draw(committed, rules, sign(committed["beacon"]["round"]), lines)
    digest = certificate_digest(parts, lines)
    whole = {**parts, "list": lines, "digest": digest}
    assert b"".join(certificate_bytes(parts, digest, lines)) == canonical(whole)
    return copy.deepcopy(whole)


def quicknet_certificate() -> dict[str, Any]:
    """Return a certificate on the public chain: the date is that of round 123."""
    rules = frozen_rules(settings(QUICKNET, draw_at=instant_text(QUICKNET.time_of(123))))
    return certificate(rules, sign=lambda number: ROUND_123)


def with_digest(forged: dict[str, Any]) -> dict[str, Any]:
    """Return a certificate with its digest computed again."""
    rest = {name: value for name, value in forged.items() if name != "digest"}
    return {**rest, "digest": canonical_hash(rest)}


def recommitted(forged: dict[str, Any], lines: Iterable[str]) -> dict[str, Any]:
    """Return a certificate whose commitment agrees with its rules' hash and these lines."""
    lines = list(lines)
    root, weight = summary_of(lines)
    changed = {
        "root": root,
        "weight": weight,
        "entries": len(lines),
        "rules": canonical_hash(forged["rules"]),
    }
    return {**forged, "list": lines, "commitment": {**forged["commitment"], **changed}}


def receipt(
    ref: str = "e-0000000000000003",
    weight: int = 2,
    rules: dict[str, Any] | None = None,
    contest: str = "contest-1",
    signer: ReceiptSigner = SIGNER,
) -> dict[str, Any]:
    """Return the receipt of one entry of the true certificate, or of another."""
    hashed = canonical_hash(rules or frozen_rules(settings()))
    return issue_receipt(
        signer, contest=contest, ref=ref, weight=weight, confirmed_at=CONFIRMED_AT, rules=hashed
    )
