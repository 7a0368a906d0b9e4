"""Forged certificates, from clumsy to complete, each with the step that must refuse it.

Written from the published description of the draw alone, as a forger would.
"""

import copy
import hashlib
import heapq
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rfc8785

Certificate = dict[str, Any]


@dataclass(frozen=True)
class Forgery:
    """A forged certificate: what was done to it, and where the verifier must stop."""

    name: str
    content: bytes
    refused_at: str


def _hash(value: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def _closed(certificate: Certificate) -> bytes:
    """Return its bytes with a digest that fits, so that no cheap check finds the forgery."""
    rest = {name: value for name, value in certificate.items() if name != "digest"}
    return rfc8785.dumps({**rest, "digest": _hash(rest)})


def _root(lines: list[str]) -> str:
    level = [hashlib.sha256(b"\x00" + line.encode()).digest() for line in lines]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0].hex()


def _order(lines: list[str], signature: str, seal: str) -> Iterator[tuple[bytes, str]]:
    randomness = hashlib.sha256(bytes.fromhex(signature)).digest()
    prk = hmac.digest(bytes(32), randomness + bytes.fromhex(seal), "sha256")
    for line in lines:
        ref, _, weight = line.partition("|")
        infos = (f"{ref}#{chance}\x01".encode() for chance in range(int(weight)))
        yield min(hmac.digest(prk, info, "sha256") for info in infos), ref


def _drawn_again(certificate: Certificate) -> Certificate:
    """Compute the winners that follow from its list, commitment and signature."""
    prizes = certificate["commitment"]["prizes"]
    of_place = [index for index, prize in enumerate(prizes) for _ in range(prize["count"])]
    wanted = len(of_place) + certificate["commitment"]["alternates"]
    seal = _hash(certificate["commitment"])
    keys = heapq.nsmallest(wanted, _order(certificate["list"], certificate["signature"], seal))
    refs = [ref for _, ref in keys]
    winners = [
        {"ref": ref, "prize": prize, "name": prizes[prize]["name"]}
        for ref, prize in zip(refs, of_place, strict=False)
    ]
    return {**certificate, "winners": winners, "alternates": refs[len(of_place) :]}


def other_winner(true: Certificate) -> Forgery:
    """Name the first alternate as the first winner."""
    forged = copy.deepcopy(true)
    forged["winners"][0]["ref"], forged["alternates"][0] = (
        true["alternates"][0],
        true["winners"][0]["ref"],
    )
    return Forgery("another winner", _closed(forged), "ranks")


def dropped_line(true: Certificate) -> Forgery:
    """Leave someone out of the list and touch nothing else."""
    return Forgery("a line dropped", _closed({**true, "list": true["list"][1:]}), "root")


def other_rules(true: Certificate) -> Forgery:
    """Add a prize to the rules after the fact."""
    forged = copy.deepcopy(true)
    forged["rules"]["settings"]["prizes"][0]["count"] += 1
    return Forgery("other rules", _closed(forged), "rules")


def other_bytes(true: Certificate) -> Forgery:
    """Write the same values in another way."""
    return Forgery("one blank more", rfc8785.dumps(true) + b" ", "canonical")


def other_round(true: Certificate, signature: str) -> Forgery:
    """Draw with the signature of another round."""
    forged = _drawn_again({**true, "signature": signature})
    return Forgery("another round", _closed(forged), "signature")


def whole_again(true: Certificate) -> Forgery:
    """Leave a winner out of the list and compute everything again: only the seal tells."""
    gone = true["winners"][0]["ref"]
    lines = [line for line in true["list"] if line.partition("|")[0] != gone]
    weight = sum(int(line.partition("|")[2]) for line in lines)
    changed = {"root": _root(lines), "entries": len(lines), "weight": weight}
    forged = {**true, "list": lines, "commitment": {**true["commitment"], **changed}}
    return Forgery("all computed again without a winner", _closed(_drawn_again(forged)), "seal")
