"""The secret code: whoever knows it, from a shop or a video, has more chances.

The frozen settings are public, so the code stands there as a salted scrypt hash (RFC 7914): a
short code costs an attacker 16 MiB and tens of milliseconds for each guess.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from services.contests.domain.mechanics.fields import FieldSpec, FieldType, Texts
from services.contests.domain.mechanics.mechanic import Mechanic

SHORTEST, LONGEST = 4, 60
MOST_BONUS = 999
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


class SecretCode(Mechanic):
    """One chance, and `bonus` more with the code."""

    kind: ClassVar[str] = "secret_code"
    labels: ClassVar[Texts] = {
        "fr": "Tirage au sort avec code secret",
        "en": "Random draw with a secret code",
    }

    def settings_fields(self) -> Sequence[FieldSpec]:
        """Ask for the code, and for what it is worth."""
        return (
            FieldSpec(
                "code",
                FieldType.SECRET,
                label={"fr": "Code secret", "en": "Secret code"},
                hint={
                    "fr": "De 4 à 60 caractères. Majuscules et espaces ne comptent pas.",
                    "en": "4 to 60 characters. Capitals and spaces do not count.",
                },
                required=True,
                minimum=SHORTEST,
                maximum=LONGEST,
            ),
            FieldSpec(
                "bonus",
                FieldType.INTEGER,
                label={"fr": "Chances supplémentaires", "en": "Extra chances"},
                hint={
                    "fr": "S'ajoutent à la chance que tout le monde a.",
                    "en": "Added to the one chance that everybody has.",
                },
                required=True,
                minimum=1,
                maximum=MOST_BONUS,
            ),
        )

    def entry_fields(self, params: Mapping[str, Any]) -> Sequence[FieldSpec]:
        """Ask for the code; nobody needs one."""
        return (
            FieldSpec(
                "code",
                FieldType.TEXT,
                label={"fr": "Code secret", "en": "Secret code"},
                hint={
                    "fr": "Si vous en avez un : il donne plus de chances.",
                    "en": "If you have one: it gives more chances.",
                },
                maximum=LONGEST,
            ),
        )

    def chances(self, params: Mapping[str, Any]) -> Texts:
        """Return what the code is worth."""
        bonus = self.max_weight(params) - 1
        return {
            "fr": f"Chacun a une chance. Le code secret en donne {bonus} de plus.",
            "en": f"Everybody has one chance. The secret code gives {bonus} more.",
        }

    def freeze(self, params: Mapping[str, Any], salt: bytes) -> dict[str, Any]:
        """Keep the code's hash and its salt."""
        kept = {name: value for name, value in params.items() if name != "code"}
        return {**kept, "code_salt": salt.hex(), "code_hash": _hash(params["code"], salt)}

    def weigh(self, params: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
        """Return one chance; a wrong code takes nothing away."""
        given = answers.get("code") or ""
        if not given:
            return 1
        found = _hash(given, bytes.fromhex(params["code_salt"]))
        return 1 + int(params["bonus"]) * hmac.compare_digest(found, params["code_hash"])

    def max_weight(self, params: Mapping[str, Any]) -> int:
        """Return the chances of someone who knows the code."""
        bonus = params.get("bonus")
        return 1 + bonus if isinstance(bonus, int) else 1


def _hash(code: str, salt: bytes) -> str:
    plain = "".join(code.split()).casefold()
    return hashlib.scrypt(plain.encode(), salt=salt, **_COST).hex()
