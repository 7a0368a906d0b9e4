"""Statements in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.kit.i18n import current_language, gettext
from services.gateway.products.influencers.words.states import choice_words
from shared import words


def not_an_invoice() -> str:
    """Return what every statement says first."""
    return gettext("This is not an invoice.")


def month_text(name: str) -> str:
    """Return « mars 2026 » for `2026-03`."""
    year, _, number = name.partition("-")
    return words.month_text(int(year), int(number), current_language())


def whose_facts(found: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """Return who the partner is, and what is known of their VAT."""
    return [
        (gettext("Partner"), found["partner"] or gettext("name erased")),
        (gettext("VAT"), choice_words("vat", found["vat"])),
    ]
