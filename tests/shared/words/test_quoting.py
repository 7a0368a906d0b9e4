"""What is quoted inside quotation marks has those of the second rank."""

import pytest

from shared import words

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Jeu d’été", f"«{NBSP}Jeu d’été{NBSP}»"),
        ("fr", f"Le jeu «{NBSP}Zoé{NBSP}»", f"«{NBSP}Le jeu “Zoé”{NBSP}»"),
        ("fr", "Le jeu « Zoé »", f"«{NBSP}Le jeu “Zoé”{NBSP}»"),
        ("en", "The “Zoé” draw", "“The ‘Zoé’ draw”"),
        ("en", "Summer", "“Summer”"),
    ],
)
def test_a_title_with_quotation_marks_is_quoted_in_others(
    language: str, text: str, said: str
) -> None:
    assert words.quoted(text, language) == said
