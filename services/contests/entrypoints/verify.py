#!/usr/bin/env python3
"""Verify the certificate of a draw, offline: `python -I verify.py CERTIFICATE [--seal HEX]`.

One file, the standard library alone, nothing of the product imported: copy it, read it, run it.
With `py_ecc` installed it also checks the beacon's signature, with `cryptography` a receipt's;
without them it says what it left out. Each step says what it proves. Exit: 0 right, 1 refused,
2 wrong usage. The steps are explained in docs/verify.md.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import hmac
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TextIO

MEBIBYTE = 1 << 20
LARGEST = {"certificate": 256 * MEBIBYTE, "receipt": MEBIBYTE, "outcome": 16 * MEBIBYTE}
SAFE_INTEGER = 2**53 - 1
LINE = re.compile(r"([a-z0-9-]{6,40})\|([1-9][0-9]{0,3})")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
# French puts spaces that do not break before : and between figures; they print as any other.
SPACES = "\u00a0\u202f"
DST = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
CODES = (
    "declined",
    "no_answer",
    "not_eligible",
    "identity_not_shown",
    "rules_breach",
    "withdrawn",
)
NEVER_AMENDED = ("receipts", "beacon")
LIMITS = [
    "This does not prove that each entry is a person.",
    "This does not prove that the organiser entered nobody before closing.",
]
TEST_LIMIT = "test beacon: no public proof"


class Chain(NamedTuple):
    """A beacon that is trusted: name, genesis and period in seconds, public key, only for tests."""

    name: str
    genesis: int
    period: int
    key: str
    test: bool


# Pinned here: a certificate that brought its own key would prove nothing.
CHAINS = {
    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": Chain(
        "drand quicknet",
        1692803367,
        3,
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
        "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
        "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
        False,
    ),
    "b6b5aa07a61520b3dee25f538078b4b8d464b8a6f4ba35341bb927e4f3642902": Chain(
        "test beacon",
        1767225600,
        1,
        "b85924721a67a0865b098806ca4fbaf0bfdd01994b068933c3dcf1408a6fcea8"
        "79a5c142cc67205265bc3427a54956b215da5616b38206ec0addf8dbff7c7bb8"
        "745c5cd96d05d792afe38d68dd147be8479477552cb34de521003e733956cc61",
        True,
    ),
}

SAYS = {
    "size": ("the file can be read whole", "le fichier peut être lu en entier"),
    "json": (
        "one JSON value, no key twice, whole numbers only",
        "une seule valeur JSON, aucune clé en double, des nombres entiers",
    ),
    "canonical": (
        "there is one way to write this certificate, and these bytes are it",
        "il n’y a qu’une façon d’écrire ce certificat : ces octets",
    ),
    "schema": (
        "every field is known and of its kind: nothing was slipped in",
        "chaque champ est connu et de son type : rien n’a été glissé",
    ),
    "rules": (
        "the rules shown are those committed to, their amendments an unbroken chain",
        "le règlement montré est celui engagé, ses avenants forment une chaîne intacte",
    ),
    "terms": (
        "prizes, their order and counts, alternates, weights and keys are those of the rules",
        "lots, ordre, nombres, suppléants, poids et clés sont ceux du règlement",
    ),
    "beacon": (
        "the beacon is one pinned in this file, the round the one that the date names",
        "la source de hasard est inscrite dans ce fichier, le tour est celui de la date",
    ),
    "list": (
        "each line is well formed, in order, there once, within the greatest weight",
        "chaque ligne est bien formée, à sa place, unique, dans la limite de poids",
    ),
    "seal": (
        "rules, list and round are those that were published under this seal",
        "règlement, liste et tour sont ceux publiés sous ce sceau",
    ),
    "root": (
        "the list is the one committed to: no line added, dropped or changed",
        "la liste est celle engagée : aucune ligne ajoutée, ôtée ou changée",
    ),
    "ranks": (
        "winners and alternates follow from list, seal and signature: no other result is possible",
        "gagnants et suppléants découlent de la liste, du sceau et de la signature, sans choix",
    ),
    "limits": (
        "the certificate says what it does not prove",
        "le certificat dit ce qu’il ne prouve pas",
    ),
    "digest": ("the digest is that of this certificate", "l’empreinte est celle de ce certificat"),
    "signature": (
        "the beacon signed this round: nobody knew its randomness before",
        "la source a signé ce tour : nul n’en connaissait l’aléa avant",
    ),
    "outcome": (
        "each skip and promotion follows from the one before",
        "chaque désistement et promotion suit le précédent",
    ),
    "receipt": (
        "IN: this entry is in the list with its weight",
        "PRÉSENT : cette participation est dans la liste avec son poids",
    ),
    "ok": ("ok", "ok"),
    "left out": ("left out", "omis"),
    "failed": ("FAILED", "ÉCHEC"),
    "test": (
        "right, but test beacon: no public proof (anyone can sign its rounds)",
        "juste, mais source de test : aucune preuve publique (n’importe qui signe ses tours)",
    ),
    "no seal": (
        "no --seal was given, so only the calculation is checked",
        "aucun --seal donné : seul le calcul est vérifié",
    ),
    "no py_ecc": (
        "py_ecc is not installed: NOT checked that the beacon signed this round",
        "py_ecc n’est pas installé : NON vérifié que la source a signé ce tour",
    ),
    "no cryptography": (
        "cryptography is not installed: NOT checked that the contest signed this receipt",
        "cryptography n’est pas installé : NON vérifié que le concours a signé ce reçu",
    ),
    "not proved": ("What this does not prove:", "Ce que ceci ne prouve pas :"),
    "right": (
        "The calculation is right. Not checked: that this list was published before the draw.",
        "Le calcul est juste. Non vérifié : que cette liste a été publiée avant le tirage.",
    ),
    "sealed": (
        "The calculation is right, and this list is the one published under the seal given.",
        "Le calcul est juste, et cette liste est celle publiée sous le sceau donné.",
    ),
    "unsigned": (
        "The calculation is right, and this list is the one published under the seal given. "
        "Not checked: that the beacon signed this round.",
        "Le calcul est juste, et cette liste est celle publiée sous le sceau donné. "
        "Non vérifié : que la source a signé ce tour.",
    ),
    "neither": (
        "The calculation is right. Not checked: that this list was published before the draw, "
        "nor that the beacon signed this round.",
        "Le calcul est juste. Non vérifié : que cette liste a été publiée avant le tirage, "
        "ni que la source a signé ce tour.",
    ),
    "refused": ("Refused at the step: ", "Refusé à l’étape : "),
    "missing": (
        "MISSING: show this receipt. {} is not in the list",
        "ABSENT : montrez ce reçu. {} n’est pas dans la liste",
    ),
    "other weight": (
        "IN WITH ANOTHER WEIGHT: the list has {}, the receipt {}",
        "PRÉSENT AVEC UN AUTRE POIDS : la liste porte {}, le reçu {}",
    ),
    "other rules": (
        "OTHER RULES: it was signed under rules not shown here",
        "AUTRE RÈGLEMENT : il a été signé sous un règlement qui n’est pas montré ici",
    ),
    "other contest": ("it is for another contest", "il est d’un autre concours"),
    "bad signature": (
        "BAD SIGNATURE: this contest did not sign this receipt",
        "MAUVAISE SIGNATURE : ce concours n’a pas signé ce reçu",
    ),
    LIMITS[0]: (LIMITS[0], "Ceci ne prouve pas que chaque participation soit une personne."),
    LIMITS[1]: (
        LIMITS[1],
        "Ceci ne prouve pas que l’organisateur n’ait inscrit personne avant la fermeture.",
    ),
    TEST_LIMIT: (TEST_LIMIT, "source de test : aucune preuve publique"),
}


class Refused(Exception):
    """A step found something wrong: a key of SAYS and what it shows, or the reason in English."""


class LeftOut(Exception):
    """A step was not done here: the message is a key of SAYS."""


def need(right: bool, reason: str, *shown: object) -> None:
    """Refuse with `reason` unless `right`."""
    if not right:
        raise Refused(reason, *shown)


def show(value: Any) -> str:
    """Return a value for a message: short, without characters that steer a terminal."""
    text = ascii(value)
    return text if len(text) <= 100 else text[:97] + "..."


def plain(words: str) -> str:
    """Return words as they are, but for the characters that steer a terminal."""
    return "".join(each if each.isprintable() or each in SPACES else "?" for each in words)


# ---- JSON and its canonical form (RFC 8785, without fractions)


def load(raw: bytes) -> Any:
    """Read JSON strictly: UTF-8, no key twice, no fraction, no integer beyond 2^53 - 1."""

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        need(len({name for name, _ in members}) == len(members), "a key stands twice")
        return dict(members)

    def integer(text: str) -> int:
        need(len(text) <= 17 and abs(int(text)) <= SAFE_INTEGER, "an integer is too large")
        return int(text)

    def never(text: str) -> Any:
        raise Refused(f"{text[:40]} is not a whole number")

    try:
        return json.loads(
            raw.decode(),
            object_pairs_hook=pairs,
            parse_int=integer,
            parse_float=never,
            parse_constant=never,
        )
    except (ValueError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from error


def ordered(value: Any) -> Any:
    """Return `value` with the members of every object in the order of UTF-16 code units."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: ordered(value[name]) for name in names}
    if isinstance(value, list):
        return [each if isinstance(each, str) else ordered(each) for each in value]
    return value


def canonical(value: Any) -> bytes:
    """Return the one way to write a JSON value; Python escapes strings just as RFC 8785 asks."""
    try:
        text = json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":"))
        return text.encode()
    except (ValueError, RecursionError) as error:
        raise Refused(f"no canonical form: {type(error).__name__}") from error


def hash_of(value: Any) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


# ---- The closed schema: a dict is an object with just these members, a list an array of its item


def text(value: Any) -> bool:
    """A string that is not empty."""
    return type(value) is str and value != ""


def whole(value: Any) -> bool:
    """An integer from 0."""
    return type(value) is int and value >= 0


def positive(value: Any) -> bool:
    """An integer from 1."""
    return type(value) is int and value >= 1


def one(value: Any) -> bool:
    """The integer 1."""
    return type(value) is int and value == 1


def anything(value: Any) -> bool:
    """Any JSON value."""
    return True


def json_object(value: Any) -> bool:
    """Any object."""
    return type(value) is dict


def counts(value: Any) -> bool:
    """An object of counts."""
    return type(value) is dict and all(whole(each) for each in value.values())


def texts(value: Any) -> bool:
    """An array of strings (all at once: it may hold millions)."""
    return type(value) is list and all(type(each) is str for each in value)


def bytes_in_hex(size: int) -> Callable[[Any], bool]:
    """Lower-case hexadecimal of `size` bytes."""
    form = re.compile(r"[0-9a-f]*")
    return lambda value: (
        type(value) is str and len(value) == 2 * size and form.fullmatch(value) is not None
    )


HASH = bytes_in_hex(32)
COMMITMENT = {
    "version": one,
    "contest": text,
    "rules": HASH,
    "prizes": [{"name": text, "count": positive}],
    "alternates": whole,
    "entries": whole,
    "weight": whole,
    "max_weight": lambda value: positive(value) and value <= 1000,
    "excluded": counts,
    "root": HASH,
    "beacon": {"chain": HASH, "round": positive},
    "receipts": HASH,
}
AMENDMENT = {
    "field": text,
    "before": anything,
    "after": anything,
    "reason": text,
    "at": lambda value: text(value) and INSTANT.fullmatch(value) is not None,
    "previous": HASH,
}
CERTIFICATE = {
    "version": one,
    "commitment": COMMITMENT,
    "rules": {"settings": json_object, "amendments": [AMENDMENT]},
    "list": texts,
    "signature": bytes_in_hex(48),
    "winners": [{"ref": text, "prize": whole, "name": text}],
    "alternates": texts,
    "not_awarded": whole,
    "limits": texts,
    "digest": HASH,
}
RECEIPT = {
    "contest": text,
    "ref": text,
    "weight": positive,
    "confirmed_at": text,
    "rules": HASH,
    "signature": bytes_in_hex(64),
}
OUTCOME = [
    {
        "number": positive,
        "kind": lambda value: value in ("skipped", "promoted", "not_awarded"),
        "ref": lambda value: value is None or text(value),
        "code": lambda value: value is None or value in CODES,
        "prize": whole,
        "previous": HASH,
    }
]


def shape(value: Any, form: Any, where: str) -> None:
    """Refuse a value that has not the form."""
    if isinstance(form, dict):
        need(type(value) is dict, f"{where} is not an object")
        odd = sorted(set(value) ^ set(form))
        need(not odd, f"{where} has not just its own members: {show(odd)}")
        for name, each in form.items():
            shape(value[name], each, f"{where}.{name}")
    elif isinstance(form, list):
        need(type(value) is list, f"{where} is not an array")
        for place, each in enumerate(value):
            shape(each, form[0], f"{where}[{place}]")
    else:
        need(form(value), f"{where} may not be {show(value)}")


# ---- The mathematics


def settings_in_force(rules: dict[str, Any]) -> dict[str, Any]:
    """Return the settings after their amendments, each of which must hold what precedes it."""
    settings: dict[str, Any] = json.loads(canonical(rules["settings"]))
    previous = hash_of(settings)
    for link in rules["amendments"]:
        field = link["field"]
        need(link["previous"] == previous, f"the amendment of {show(field)} is not chained")
        *path, last = field.split(".")
        need((path or [last])[0] not in NEVER_AMENDED, f"{show(field)} is never amended")
        holder: Any = settings
        for name in path:
            holder = holder.get(name) if isinstance(holder, dict) else None
        need(isinstance(holder, dict) and last in holder, f"there is no {show(field)} to amend")
        was = canonical(holder[last]) == canonical(link["before"])
        need(was, f"{show(field)} was not {show(link['before'])} before its amendment")
        holder[last] = json.loads(canonical(link["after"]))
        previous = hash_of(link)
    return settings


def at(settings: Any, *path: str) -> Any:
    """Return a member of the settings by its path."""
    for name in path:
        need(isinstance(settings, dict) and name in settings, f"the rules hold no {'.'.join(path)}")
        settings = settings[name]
    return settings


def round_of(chain: Chain, draw_at: Any) -> int:
    """Return the first round at or after an instant, counted in whole milliseconds."""
    need(type(draw_at) is str and INSTANT.fullmatch(draw_at) is not None, "draw_at is no instant")
    try:
        instant = datetime.strptime(draw_at, "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007 - all in UTC
    except ValueError as error:
        raise Refused("draw_at is no instant") from error
    since = (instant - datetime(1970, 1, 1)) // timedelta(milliseconds=1)  # noqa: DTZ001
    elapsed = since - chain.genesis * 1000
    need(elapsed >= 0, "draw_at is before the beacon began")
    return -(-elapsed // (chain.period * 1000)) + 1


def root_of(lines: list[str]) -> str:
    """Return the RFC 6962 tree hash, level by level; an odd last node goes up as it is."""
    level = [hashlib.sha256(b"\x00" + line.encode()).digest() for line in lines]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level = above + level[len(above) * 2 :]
    return (level[0] if level else hashlib.sha256(b"").digest()).hex()


def ranked(lines: list[str], signature: str, seal: str, count: int) -> list[str]:
    """Return the first `count` refs by their least key (HKDF-SHA256, RFC 5869)."""
    randomness = hashlib.sha256(bytes.fromhex(signature)).digest()
    prk = hmac.digest(bytes(32), randomness + bytes.fromhex(seal), "sha256")

    def keys() -> Iterator[tuple[bytes, str]]:
        for line in lines:
            ref, _, weight = line.partition("|")
            infos = (f"{ref}#{chance}".encode() for chance in range(int(weight)))
            yield min(hmac.digest(prk, info + b"\x01", "sha256") for info in infos), ref

    return [ref for _, ref in heapq.nsmallest(count, keys())]


# ---- The steps, each of which raises Refused or LeftOut


class Verification:
    """One certificate on its way through the steps; a step may rely on those before it.

    A step answers None, or the key in SAYS of what it proves when that is not its usual one.
    """

    def __init__(self, raw: bytes, seal: str | None) -> None:
        self.raw = raw
        self.wanted_seal = seal
        self.certificate: dict[str, Any] = {}
        self.settings: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        """Members of the certificate read as attributes: `self.commitment`, `self.winners`…"""
        try:
            return self.__dict__["certificate"][name]
        except KeyError:
            raise AttributeError(name) from None

    def step_size(self) -> None:
        """Refuse a file that is too large."""
        need(len(self.raw) <= LARGEST["certificate"], "the certificate is too large to be read")

    def step_json(self) -> None:
        """Read strict JSON."""
        value = load(self.raw)
        need(type(value) is dict, "the certificate is not an object")
        self.certificate = value

    def step_canonical(self) -> None:
        """Compare the bytes with their canonical form."""
        need(canonical(self.certificate) == self.raw, "these bytes are not the canonical form")

    def step_schema(self) -> None:
        """Compare every field with the closed schema."""
        shape(self.certificate, CERTIFICATE, "certificate")

    def step_rules(self) -> None:
        """Compare the rules with their hash, then follow their amendments."""
        need(hash_of(self.rules) == self.commitment["rules"], "the rules are not those committed")
        self.settings = settings_in_force(self.rules)

    def step_terms(self) -> None:
        """Compare the commitment with the settings in force."""
        prizes = at(self.settings, "prizes")
        need(isinstance(prizes, list), "the rules hold no list of prizes")
        told = {
            "prizes": [{name: at(each, name) for name in ("name", "count")} for each in prizes],
            "alternates": at(self.settings, "alternates"),
            "max_weight": at(self.settings, "mechanic", "max_weight"),
            "receipts": at(self.settings, "receipts"),
        }
        for name, value in told.items():
            same = canonical(value) == canonical(self.commitment[name])
            need(same, f"{name}: the rules say {show(value)}, not {show(self.commitment[name])}")

    def step_beacon(self) -> str | None:
        """Look for the chain among the pinned ones, and compute the round."""
        beacon = self.commitment["beacon"]
        need(beacon["chain"] in CHAINS, f"no chain {show(beacon['chain'])} is pinned here")
        same = at(self.settings, "beacon", "chain") == beacon["chain"]
        need(same, "the rules name another chain")
        due = round_of(CHAINS[beacon["chain"]], at(self.settings, "draw_at"))
        need(beacon["round"] == due, f"draw_at names round {due}, not {beacon['round']}")
        return "test" if CHAINS[beacon["chain"]].test else None

    def step_list(self) -> None:
        """Read each line of the list."""
        before, heaviest = "", self.commitment["max_weight"]
        for line in self.list:
            match = LINE.fullmatch(line)
            if match is None:
                raise Refused(f"{show(line)} is not ref|weight")
            ref, weight = match[1], int(match[2])
            need(ref != before, f"{ref} stands twice")
            need(ref > before, f"{ref} stands behind {before}")
            need(weight <= heaviest, f"{ref} weighs {weight}, over the greatest weight {heaviest}")
            before = ref

    def step_seal(self) -> None:
        """Compare the hash of the commitment with the seal given."""
        if self.wanted_seal is None:
            raise LeftOut("no seal")
        seal = hash_of(self.commitment)
        need(seal == self.wanted_seal, f"the seal of this certificate is {seal}")

    def step_root(self) -> None:
        """Count the list and compute its tree hash."""
        weight = sum(int(line.partition("|")[2]) for line in self.list)
        for name, found in (("entries", len(self.list)), ("weight", weight)):
            told = self.commitment[name]
            need(told == found, f"the list's {name} is {found}, the commitment says {told}")
        root = root_of(self.list)
        need(root == self.commitment["root"], f"the list's root is {root}, not the one committed")

    def step_ranks(self) -> None:
        """Compute every rank and compare winners and alternates."""
        prizes, spare = self.commitment["prizes"], self.commitment["alternates"]
        places = sum(prize["count"] for prize in prizes)
        count = min(places + spare, len(self.list))
        order = ranked(self.list, self.signature, hash_of(self.commitment), count)
        index = (place for place, prize in enumerate(prizes) for _ in range(prize["count"]))
        winners = [
            {"ref": ref, "prize": place, "name": prizes[place]["name"]}
            for ref, place in zip(order, index, strict=False)
        ]
        for rank, (told, found) in enumerate(zip(self.winners, winners, strict=False), 1):
            need(told == found, f"winner {rank} is {show(found)}, not {show(told)}")
        same = len(winners) == len(self.winners)
        need(same, f"there are {len(winners)} winners, not {len(self.winners)}")
        rest = order[places:]
        need(self.alternates == rest, f"the alternates are {show(rest)}")
        lost = places - len(winners)
        need(self.not_awarded == lost, f"{lost} prizes find no taker, not {self.not_awarded}")

    def step_limits(self) -> None:
        """Compare what the certificate says it does not prove."""
        test = CHAINS[self.commitment["beacon"]["chain"]].test
        expected = LIMITS + ([TEST_LIMIT] if test else [])
        need(self.limits == expected, f"the limits to be told are {show(expected)}")

    def step_digest(self) -> None:
        """Compute the digest again."""
        rest = {name: value for name, value in self.certificate.items() if name != "digest"}
        need(hash_of(rest) == self.digest, f"the digest of this certificate is {hash_of(rest)}")

    def step_signature(self) -> str | None:
        """Check the beacon's signature: last, as it is slow."""
        beacon = self.commitment["beacon"]
        chain = CHAINS[beacon["chain"]]
        right = beacon_signed(chain.key, beacon["round"], bytes.fromhex(self.signature))
        need(right, f"this is not the {chain.name}'s signature of round {beacon['round']}")
        return "test" if chain.test else None

    def step_outcome(self, entries: Any) -> None:
        """Check the append-only record of what became of the winners."""
        shape(entries, OUTCOME, "outcome")
        holders = {(each["ref"], each["prize"]) for each in self.winners}
        waiting, vacant, previous = list(self.alternates), [], self.digest
        for number, entry in enumerate(entries, 1):
            ref, code, prize = entry["ref"], entry["code"], entry["prize"]
            need(entry["number"] == number, f"entry {number} is numbered {entry['number']}")
            need(entry["previous"] == previous, f"entry {number} is not chained to the one before")
            previous = hash_of(entry)
            if entry["kind"] == "skipped":
                right = (ref, prize) in holders and code is not None
                need(right, f"entry {number}: {show(ref)} cannot give up prize {prize}")
                holders.discard((ref, prize))
                vacant.append(prize)
                continue
            need(prize in vacant and code is None, f"entry {number}: prize {prize} is not vacant")
            vacant.remove(prize)
            expected = waiting.pop(0) if waiting else None
            need(ref == expected, f"entry {number}: next is {show(expected)}, not {show(ref)}")
            promoted = entry["kind"] == "promoted"
            need(promoted == (ref is not None), f"entry {number} is of the wrong kind")
            if promoted:
                holders.add((ref, prize))

    def step_receipt(self, receipt: Any) -> None:
        """Look for the entry that a receipt promises."""
        shape(receipt, RECEIPT, "receipt")
        body = {name: value for name, value in receipt.items() if name != "signature"}
        left_out = False
        try:
            right = contest_signed(self.commitment["receipts"], canonical(body), receipt)
            need(right, "bad signature")
        except ImportError:
            left_out = True
        need(receipt["contest"] == self.commitment["contest"], "other contest")
        ref, weight = receipt["ref"], receipt["weight"]
        listed = [line for line in self.list if line.partition("|")[0] == ref]
        need(listed != [], "missing", show(ref))
        need(listed == [f"{ref}|{weight}"], "other weight", listed, weight)
        amendments = self.rules["amendments"]
        versions = [
            hash_of({"settings": self.rules["settings"], "amendments": amendments[:count]})
            for count in range(len(amendments) + 1)
        ]
        need(receipt["rules"] in versions, "other rules")
        if left_out:
            raise LeftOut("no cryptography")


def beacon_signed(key: str, number: int, signature: bytes) -> bool:
    """Return whether a BLS12-381 signature on G1 is the key's for a round (drand, unchained)."""
    limit = sys.getrecursionlimit()
    try:
        from py_ecc import optimized_bls12_381 as curve
        from py_ecc.bls.g2_primitives import signature_to_G2, subgroup_check
        from py_ecc.bls.hash_to_curve import hash_to_G1
        from py_ecc.bls.point_compression import decompress_G1
    except ImportError as error:
        raise LeftOut("no py_ecc") from error
    finally:
        sys.setrecursionlimit(limit)  # py_ecc raises it so far that nested JSON kills Python
    try:
        point = decompress_G1(int.from_bytes(signature, "big"))
    except ValueError:
        return False
    if curve.is_inf(point) or not subgroup_check(point):
        return False
    message = hashlib.sha256(number.to_bytes(8, "big")).digest()
    hashed = hash_to_G1(message, DST, hashlib.sha256)
    public = signature_to_G2(bytes.fromhex(key))
    return bool(curve.pairing(curve.G2, point) == curve.pairing(public, hashed))


def contest_signed(key: str, message: bytes, receipt: dict[str, Any]) -> bool:
    """Return whether an Ed25519 signature is the contest's. Raises ImportError where it cannot."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(receipt["signature"]), message)
    except (InvalidSignature, ValueError):
        return False
    return True


STEPS = (
    "size",
    "json",
    "canonical",
    "schema",
    "rules",
    "terms",
    "beacon",
    "list",
    "seal",
    "root",
    "ranks",
    "limits",
    "digest",
    "signature",
)


def read(path: str, kind: str) -> bytes:
    """Read a file, one byte more than is allowed at most."""
    with Path(path).open("rb") as file:
        return file.read(LARGEST[kind] + 1)


def verify(
    path: str,
    seal: str | None = None,
    receipt: str | None = None,
    outcome: str | None = None,
    out: TextIO | None = None,
    lang: str = "en",
) -> int:
    """Verify the certificate at `path`, print each step; return 0 (right) or 1 (refused).

    `seal` is 64 hexadecimal characters; `receipt` and `outcome` are paths of JSON files. Raises
    OSError when a file cannot be read.
    """
    out = out or sys.stdout

    def say(key: str) -> str:
        return SAYS[key][lang == "fr"]

    def line(status: str, name: str, remark: str) -> None:
        print(f"{say(status):8}  {name:9}  {remark}", file=out)

    work = Verification(read(path, "certificate"), seal)
    steps = [(name, getattr(work, f"step_{name}")) for name in STEPS]
    for name, other in (("outcome", outcome), ("receipt", receipt)):
        if other is not None:
            steps.append((name, later(getattr(work, f"step_{name}"), read(other, name), name)))
    left_out = set()
    for name, step in steps:
        try:
            line("ok", name, say(step() or name))
        except LeftOut as left:
            left_out.add(name)
            line("left out", name, say(str(left)))
        except Refused as refused:
            reason, *shown = refused.args
            line("failed", name, say(reason).format(*shown) if reason in SAYS else reason)
            print(say("refused") + name, file=out)
            return 1
    tell(work, say, out)
    print(say(conclusion(seal is not None, "signature" not in left_out)), file=out)
    return 0


def conclusion(sealed: bool, signed: bool) -> str:
    """Return the key of the last line: what was checked, and what was not."""
    if sealed:
        return "sealed" if signed else "unsigned"
    return "right" if signed else "neither"


def later(step: Callable[[Any], None], raw: bytes, kind: str) -> Callable[[], None]:
    """Return a step that reads its own file first."""

    def run() -> None:
        need(len(raw) <= LARGEST[kind], f"the {kind} is too large to be read")
        step(load(raw))

    return run


def tell(work: Verification, say: Callable[[str], str], out: TextIO) -> None:
    """Print what was found right: seal, digest, the first winners, and what is not proved."""
    print(f"\ncontest {plain(work.commitment['contest'])}", file=out)
    print(f"seal    {hash_of(work.commitment)}\ndigest  {work.digest}", file=out)
    for rank, winner in enumerate(work.winners[:20], 1):
        print(f"{rank:>6}. {winner['ref']}  {plain(winner['name'])}", file=out)
    print("        ..." if len(work.winners) > 20 else "", file=out)
    print(say("not proved"), *map(say, work.limits), sep="\n- ", file=out)


def main(argv: list[str] | None = None) -> int:
    """Read the command line and verify; 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="verify", description="Verify a draw, offline.")
    parser.add_argument("certificate", help="the certificate's file")
    parser.add_argument("--seal", metavar="HEX", help="the seal you were given before the draw")
    parser.add_argument("--receipt", metavar="FILE", help="your receipt: is your entry in?")
    parser.add_argument("--outcome", metavar="FILE", help="what became of the winners")
    parser.add_argument("--lang", choices=("en", "fr"), default="en")
    given = parser.parse_args(argv)
    seal = given.seal and "".join(given.seal.split()).lower()
    if given.seal is not None and not HASH(seal):
        print("--seal is 64 hexadecimal characters", file=sys.stderr)
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        return verify(given.certificate, seal, given.receipt, given.outcome, lang=given.lang)
    except OSError as error:
        print(f"cannot read {error.filename}: {error.strerror}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
