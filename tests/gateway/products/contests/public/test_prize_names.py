"""A prize has a name for each language of its contest, wherever the audience reads of it."""

from typing import Any

import pytest

from tests.contests.pump import Pump
from tests.gateway.products.contests.public.conftest import Fair, words
from tests.gateway.products.contests.public.mail_links.links import (
    WITHOUT_NEWS,
    entry_of_winner,
)

PRIZES: dict[str, Any] = {
    "prizes": [
        {
            "name": "Vélo",
            "name_en": "Bicycle",
            "count": 3,
            "delivery": "En main propre.",
            "delivery_en": "By hand.",
        }
    ]
}
SAID = {"fr": ("Vélo", "Bicycle"), "en": ("Bicycle", "Vélo")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_and_mails_say_the_name_of_their_language(fair: Fair, language: str) -> None:
    contest = fair.world.drawn(9, **WITHOUT_NEWS, **PRIZES)
    Pump(fair.world).run()
    own, other = SAID[language]
    claim = fair.mailed("/claim/")
    entry = entry_of_winner(fair, claim)
    pages = [fair.page(contest, ending, language) for ending in ("", "/rules")]
    pages += [f"/{language}/{path.split('/', 2)[2]}" for path in (claim, entry)]
    for page in pages:
        said = words(fair.someone().get(page))
        assert (own in said, other in said) == (True, False), page
    handed = {"fr": "En main propre.", "en": "By hand."}[language]
    assert handed in words(fair.someone().get(pages[1]))
    assert handed in words(fair.someone().get(pages[2]))
    told = [mail.text for mail in fair.world.inbox() if f"/{language}/" in mail.text]
    won = [text for text in told if "/claim/" in text]
    assert won
    assert all(own in text and other not in text for text in won)


def test_without_one_the_name_of_the_rules_stands_everywhere(fair: Fair) -> None:
    contest = fair.opened()
    assert "1 × Vélo" in words(fair.someone().get(fair.page(contest, language="en")))
