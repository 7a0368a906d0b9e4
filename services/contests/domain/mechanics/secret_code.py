"""The secret code: whoever knows it, from a shop or a video, has more chances.

The frozen settings are public, so the code stands there as a salted scrypt hash (RFC 7914): a
short code costs an attacker 16 MiB and tens of milliseconds for each guess.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from unicodedata import combining, normalize

from services.contests.domain.mechanics.mechanic import Mechanic
from shared.forms.field import Field, Kind, Texts, asks, both

LONGEST = 60
_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ´`", "'") | dict.fromkeys("‐‑–—", "-"))
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True, kw_only=True)
class CodeSettings:
    """The code, and what it is worth."""

    code: str = asks(
        Kind.SECRET,
        both("Code secret", "Secret code"),
        hint=both(
            "De 4 à 60 caractères. Majuscules, accents, espaces et forme des apostrophes ne "
            "comptent pas.",
            "4 to 60 characters. Capitals, accents, spaces and the shape of apostrophes do not "
            "count.",
        ),
        required=True,
        minimum=4,
        maximum=LONGEST,
    )
    bonus: int = asks(
        Kind.WHOLE,
        both("Chances supplémentaires", "Extra chances"),
        hint=both(
            "S’ajoutent à la chance que tout le monde a.",
            "Added to the one chance that everybody has.",
        ),
        required=True,
        minimum=1,
        maximum=999,
    )


class SecretCode(Mechanic):
    """One chance, and `bonus` more with the code."""

    kind: ClassVar[str] = "secret_code"
    labels: ClassVar[Texts] = both(
        "Tirage au sort avec code secret", "Random draw with a secret code"
    )
    settings_form: ClassVar[type[Any] | None] = CodeSettings

    def entry_fields(self, params: Mapping[str, Any]) -> Sequence[Field]:
        """Ask for the code; nobody needs one."""
        return (
            Field(
                Kind.TEXT,
                both("Code secret", "Secret code"),
                path="code",
                hint=both(
                    "Si vous en avez un : il donne plus de chances.",
                    "If you have one: it gives more chances.",
                ),
                maximum=LONGEST,
            ),
        )

    def chances(self, params: Mapping[str, Any]) -> Texts:
        """Return what the code is worth."""
        bonus = self.max_weight(params) - 1
        return both(
            f"Chacun a une chance. Le code secret en donne {bonus} de plus.",
            f"Everybody has one chance. The secret code gives {bonus} more.",
        )

    def freeze(self, params: Mapping[str, Any], salt: bytes) -> dict[str, Any]:
        """Keep the code's hash and its salt."""
        kept = {name: value for name, value in params.items() if name != "code"}
        return {**kept, "code_salt": salt.hex(), "code_hash": _hash(_folded(params["code"]), salt)}

    def weigh(self, params: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
        """Return one chance; a wrong code takes nothing away."""
        given = answers.get("code") or ""
        if not given:
            return 1
        salt, kept = bytes.fromhex(params["code_salt"]), params["code_hash"]
        spelt = dict.fromkeys((_folded(given), _with_accents(given), _as_typed(given)))
        known = any(hmac.compare_digest(_hash(each, salt), kept) for each in spelt)
        return 1 + int(params["bonus"]) * known

    def max_weight(self, params: Mapping[str, Any]) -> int:
        """Return the chances of someone who knows the code."""
        bonus = params.get("bonus")
        return 1 + bonus if isinstance(bonus, int) else 1


def _hash(plain: str, salt: bytes) -> str:
    return hashlib.scrypt(plain.encode(), salt=salt, **_COST).hex()


def _folded(code: str) -> str:
    """Return a code as it is said: without capitals, accents, blanks, ’ or ', – or -.

    A code of accents alone keeps them.
    """
    spread = normalize("NFKD", _with_accents(code))
    return "".join(sign for sign in spread if not combining(sign)) or _with_accents(code)


def _with_accents(code: str) -> str:
    """Return a code as contests kept it that were opened while accents counted."""
    return _as_typed(normalize("NFKC", code.translate(_ALIKE)))


def _as_typed(code: str) -> str:
    """Return a code as contests of the first releases keep it."""
    return "".join(code.split()).casefold()
