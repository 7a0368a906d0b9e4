"""The columns of an export of winners, as whoever sends parcels wants them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from services.contests.domain.export.columns import Cell
from services.contests.domain.winner import ADDRESS_FIELDS, Parcel, Winner
from shared.forms.field import Field, Texts, both


@dataclass(frozen=True, slots=True)
class WinnerRow:
    """A winner of an export, with who it is ("" once they are erased) and where the prize is.

    `prize` is what the prize is called in the language of the table.
    """

    winner: Winner
    prize: str
    first_name: str
    email: str
    parcel: Parcel


Said = Callable[[WinnerRow, str, tzinfo], Cell]
_PARCELS = {
    Parcel.AWAITED: both("en attente de réponse", "awaiting the answer"),
    Parcel.OWED: both("accepté, précisions attendues", "accepted, details awaited"),
    Parcel.READY: both("à envoyer", "ready to go"),
    Parcel.HELD: both("ne rien envoyer : mise à l’écart en cours", "send nothing: being skipped"),
    Parcel.SENT: both("parti", "on its way"),
    Parcel.MISSING: both("parti, signalé manquant", "sent, reported missing"),
    Parcel.RECEIVED: both("reçu par le gagnant", "in the winner’s hands"),
    Parcel.LOST: both("remplacé", "replaced"),
}
_PROPOSED = both("mise à l’écart proposée", "skip proposed")
_CODES = {
    "declined": both("refus du lot", "declined"),
    "no_answer": both("pas de réponse à temps", "no answer in time"),
    "not_eligible": both("non éligible", "not eligible"),
    "identity_not_shown": both("identité non montrée", "identity not shown"),
    "rules_breach": both("règlement non respecté", "rules not kept"),
    "withdrawn": both("retrait", "withdrawn"),
}


def _state(row: WinnerRow, language: str) -> str:
    parcel, code = _PARCELS[row.parcel][language], row.winner.code
    if row.winner.skip is not None and row.winner.announced_at is None and row.winner.may_lose:
        return f"{parcel}, {_PROPOSED[language]}"
    return f"{parcel}, {_CODES[code][language]}" if code in _CODES else parcel


def _until(row: WinnerRow, zone: tzinfo) -> Cell:
    winner = row.winner
    asked = row.parcel is Parcel.OWED and winner.announced_at is None
    end = winner.next_end or (winner.details_by if asked else None)
    return end.astimezone(zone) if end else ""


def _sending(row: WinnerRow, name: str) -> str:
    return str(getattr(row.winner.sending, name, ""))


def _of_address(field: Field) -> tuple[Texts, Said]:
    """Return the column of a field of the address."""
    name = field.path.removeprefix("address.")
    return field.label, lambda row, *_: str(getattr(row.winner.address, name, ""))


_COLUMNS: tuple[tuple[Texts, Said], ...] = (
    (both("Place", "Place"), lambda row, *_: row.winner.place),
    (both("Référence", "Reference"), lambda row, *_: row.winner.ref),
    (both("Lot", "Prize"), lambda row, *_: row.prize),
    (both("Prénom", "First name"), lambda row, *_: row.first_name),
    (both("Adresse électronique", "E-mail address"), lambda row, *_: row.email),
    *map(_of_address, ADDRESS_FIELDS),
    (both("Choix", "Choice"), lambda row, language, _: _choice(row, language)),
    (both("État", "State"), lambda row, language, _: _state(row, language)),
    (both("Échéance", "Deadline"), lambda row, _, zone: _until(row, zone)),
    (both("Transporteur", "Carrier"), lambda row, *_: _sending(row, "carrier")),
    (both("Numéro de suivi", "Tracking number"), lambda row, *_: _sending(row, "tracking")),
)


def _choice(row: WinnerRow, language: str) -> str:
    """Return what they chose, in the language of the table where it was offered in it."""
    choice = row.winner.choice or {}
    return choice.get(language) or next(iter(choice.values()), "")


def winner_heads(language: str) -> list[str]:
    """Return the head of each column."""
    return [texts[language] for texts, _ in _COLUMNS]


def winner_row(row: WinnerRow, language: str, zone: tzinfo) -> list[Cell]:
    """Return the cells of a winner, instants in the zone of the contest."""
    return [said(row, language, zone) for _, said in _COLUMNS]
