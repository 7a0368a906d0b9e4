"""The columns of an export, their heads and words in both languages."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from services.contests.domain.export.person import PersonRow
from shared.forms.field import Texts, both

Cell = str | int | datetime
_YES, _NO, _WITHDRAWN = both("oui", "yes"), both("non", "no"), both("retiré", "withdrawn")
_STATES = {
    "unconfirmed": both("non confirmée", "not confirmed"),
    "confirmed": both("confirmée", "confirmed"),
    "excluded": both("exclue", "excluded"),
    "withdrawn": both("retirée", "withdrawn"),
    "lapsed": both("caduque", "lapsed"),
}
_REASONS = {
    "duplicate": both("même personne deux fois", "same person twice"),
    "rules_breach": both("règlement non respecté", "rules not kept"),
    "not_eligible": both("ne remplit pas les conditions", "not eligible"),
    "fraud": both("fraude", "fraud"),
    "repeat": both("autre formulaire de la même boîte", "another form of the same mailbox"),
}


def _said(words: dict[str, Texts], name: str, language: str) -> str:
    return words[name][language] if name in words else name


def _at(instant: datetime | None, zone: tzinfo) -> Cell:
    return instant.astimezone(zone) if instant else ""


def _news(row: PersonRow, language: str) -> str:
    if row.news_at is None:
        return _NO[language]
    return (_WITHDRAWN if row.news_withdrawn_at else _YES)[language]


def _chances(row: PersonRow) -> int:
    """Return none of whoever does not take part."""
    return row.weight if row.state == "confirmed" else 0


Said = Callable[[PersonRow, str, tzinfo], Cell]
_COLUMNS: tuple[tuple[Texts, Said], ...] = (
    (both("Référence", "Reference"), lambda row, *_: row.ref),
    (both("Prénom", "First name"), lambda row, *_: row.first_name),
    (both("Adresse électronique", "E-mail address"), lambda row, *_: row.email),
    (both("Pays", "Country"), lambda row, *_: row.country),
    (both("Langue", "Language"), lambda row, *_: row.language),
    (both("Provenance", "Comes from"), lambda row, *_: row.source),
    (both("État", "State"), lambda row, language, _: _said(_STATES, row.state, language)),
    (both("Motif", "Reason"), lambda row, language, _: _said(_REASONS, row.reason, language)),
    (both("Chances", "Chances"), lambda row, *_: _chances(row)),
    (both("Reçue le", "Received"), lambda row, _, zone: _at(row.submitted_at, zone)),
    (both("Confirmée le", "Confirmed"), lambda row, _, zone: _at(row.confirmed_at, zone)),
    (both("Lettre d’information", "Newsletter"), lambda row, language, _: _news(row, language)),
    (both("Accord donné le", "Agreed"), lambda row, _, zone: _at(row.news_at, zone)),
)


def heads(language: str) -> list[str]:
    """Return the head of each column."""
    return [texts[language] for texts, _ in _COLUMNS]


def row_of(person: PersonRow, language: str, zone: tzinfo) -> list[Cell]:
    """Return the cells of a person, instants in the zone of the contest."""
    return [said(person, language, zone) for _, said in _COLUMNS]
