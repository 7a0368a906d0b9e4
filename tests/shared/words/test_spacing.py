"""The spaces of French typography."""

import pytest

from shared.words import french_spacing

TEXTS = ["« Zoé » : oui ! 12 h 00", "«Zoé»", "Quoi ? « Le jeu : gagnez »", "20 % ; 5 €"]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_spaced_already_stays_as_it_is(text: str) -> None:
    once = french_spacing(text)
    assert french_spacing(once) == once
    assert "\u00a0\u00a0" not in once
