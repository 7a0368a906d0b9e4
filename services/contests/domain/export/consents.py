"""The columns of an export of consents to the newsletter: each with its proof."""

from collections.abc import Callable
from datetime import tzinfo

from services.contests.domain.export.columns import Cell
from services.contests.domain.newsletter import NewsletterConsent
from shared.forms.field import Texts, both

Said = Callable[[NewsletterConsent, tzinfo], Cell]
_COLUMNS: tuple[tuple[Texts, Said], ...] = (
    (both("Adresse électronique", "E-mail address"), lambda each, _: each.email),
    (both("Prénom", "First name"), lambda each, _: each.first_name),
    (both("Langue", "Language"), lambda each, _: each.language),
    (both("Organisateur", "Organiser"), lambda each, _: each.organiser),
    (both("Texte accepté", "Text agreed to"), lambda each, _: each.text),
    (both("Case cochée le", "Box ticked"), lambda each, zone: each.ticked_at.astimezone(zone)),
    (both("Confirmé le", "Confirmed"), lambda each, zone: each.confirmed_at.astimezone(zone)),
    (both("Gardé jusqu’au", "Kept until"), lambda each, zone: each.kept_until.astimezone(zone)),
)


def consent_heads(language: str) -> list[str]:
    """Return the head of each column."""
    return [texts[language] for texts, _ in _COLUMNS]


def consent_row(consent: NewsletterConsent, zone: tzinfo) -> list[Cell]:
    """Return the cells of a consent, instants in the zone of the contest."""
    return [said(consent, zone) for _, said in _COLUMNS]
