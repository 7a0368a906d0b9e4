"""What can be won, and by how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.forms.field import Kind, asks, both
from shared.money import Money

_NOTHING = both("Il n’y a rien à gagner. Ajoutez un lot.", "There is nothing to win. Add a prize.")
_COUNT = both(
    "%(field)s : il en faut de 1 à %(maximum)s. Corrigez le nombre.",
    "%(field)s: there must be from 1 to %(maximum)s of them. Correct the number.",
)
_ENGLISH = both(
    "Pour qui lit en anglais. Vide : le même texte.", "For who reads English. Empty: the same text."
)


@dataclass(frozen=True, kw_only=True)
class Prize:
    """A prize, and how many there are of it."""

    name: str = asks(
        Kind.TEXT,
        both("Lot", "Prize"),
        hint=both("Ce que reçoit le gagnant, en entier.", "What the winner receives, in full."),
        required=True,
        maximum=200,
    )
    name_en: str = asks(
        Kind.TEXT, both("Lot, en anglais", "Prize, in English"), hint=_ENGLISH, maximum=200
    )
    count: int = asks(
        Kind.WHOLE,
        both("Nombre exact", "Exact number"),
        required=True,
        minimum=0,
        maximum=10_000,
        says={"prize_count": _COUNT},
    )
    value: Money | None = asks(
        Kind.AMOUNT, both("Valeur unitaire, TTC", "Unit value, tax included")
    )
    delivery: str = asks(Kind.TEXT, both("Remise", "Delivery"), maximum=1000)
    delivery_en: str = asks(
        Kind.TEXT, both("Remise, en anglais", "Delivery, in English"), hint=_ENGLISH, maximum=1000
    )


@dataclass(frozen=True, kw_only=True)
class Prizes:
    """Prizes, and who follows a winner that does not answer."""

    prizes: tuple[Prize, ...] = asks(
        Kind.ROWS,
        both("Lots", "Prizes"),
        path="settings.prizes",
        row=Prize,
        default=(),
        maximum=100,
        says={"no_prize": _NOTHING, "missing": _NOTHING, "prize_count": _COUNT},
    )
    alternates: int = asks(
        Kind.WHOLE,
        both("Suppléants", "Alternates"),
        path="settings.alternates",
        hint=both(
            "Ils avancent si un gagnant ne répond pas.",
            "They move up if a winner does not answer.",
        ),
        default=5,
        minimum=0,
        maximum=100,
    )


def prize_name(prize: Mapping[str, Any], language: str) -> str:
    """Return what a frozen prize is called by whoever reads this language."""
    own = prize.get("name_en") if language == "en" else ""
    return str(own or prize["name"])
