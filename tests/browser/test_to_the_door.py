"""From "you have won" to "it is here", by winner and team: read by role and name, done by keys."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader
from tests.browser.served import Served, served
from tests.browser.visitor import PHONE
from tests.contests.world import WORKSPACE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NUMBER = "6A 271 8281"


@dataclass(frozen=True)
class Said:
    """What the pages say on the way, in one language."""

    accept: str
    label: str
    street: str
    postcode: str
    town: str
    small: str
    send_address: str
    correct: str
    winners: str
    went: str
    carrier: str
    tracking: str
    note: str
    came: str
    received: str
    done: str


SAID = {
    "fr": Said(
        "Oui, j’accepte le lot", "Nom et prénom, pour l’étiquette", "Numéro et rue",
        "Code postal", "Ville", "Petite", "Envoyer mon adresse", "Corriger…", "8 gagnants",
        "Je l’ai envoyé…", "Transporteur", "Numéro de suivi", "Noter l’envoi",
        "J’ai reçu mon lot…", "Oui, j’ai reçu mon lot", "Vous avez reçu votre lot",
    ),
    "en": Said(
        "Yes, I accept the prize", "Full name, for the label", "Number and street",
        "Postcode", "Town", "Small", "Send my address", "Correct it…", "8 winners",
        "I have sent it…", "Carrier", "Tracking number", "Note how it goes",
        "I have received my prize…", "Yes, I have received my prize",
        "You have received your prize",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_winner_claims_and_the_team_sends_without_sight_and_without_a_mouse(
    chromium: Browser, product: Served, language: str
) -> None:
    product.site.restore()
    said, stand = SAID[language], product.scene.stands[0]
    phone = product.visitor(chromium, language, viewport=PHONE)
    team = product.signed_in(chromium, language)
    winner, manager = Reader(phone.page), Reader(team.page)
    phone.open(f"/{language}/w/{WORKSPACE}/claim/{product.scene.claim_of(stand, 1)}")
    claim(winner, said)
    team.open(f"/{language}/contests/{stand.id}/winners")
    hand_over(manager, said, stand.values["ref"][0])
    phone.page.reload()
    assert winner.tells(NUMBER)
    winner.press("link", said.came)
    assert said.done not in winner.headings()
    winner.press("button", said.received)
    assert said.done in winner.headings()
    team.page.reload()
    phone.leave()
    team.leave()


def claim(winner: Reader, said: Said) -> None:
    """Accept, say where it goes, see it, and put the street right."""
    winner.press("button", said.accept)
    winner.write(said.label, "Inès Robert")
    winner.write(said.street, "14 quai Saint-Vincent")
    winner.write(said.postcode, "06000")
    winner.write(said.town, "Nice")
    winner.tick("radio", said.small)
    winner.press("button", said.send_address)
    assert winner.tells("14 quai Saint-Vincent")
    winner.press("link", said.correct)
    winner.write(said.street, "15 quai Saint-Vincent")
    winner.press("button", said.send_address)
    assert winner.tells("15 quai Saint-Vincent")


def hand_over(manager: Reader, said: Said, ref: str) -> None:
    """Find the winner in the list, read where the prize goes, note how it does."""
    assert said.winners in manager.headings()
    assert manager.tells("15 quai Saint-Vincent")
    manager.press("link", f"{said.went} {ref}")
    assert manager.tells("15 quai Saint-Vincent")
    manager.write(said.carrier, "Colissimo")
    manager.write(said.tracking, NUMBER)
    manager.press("button", said.note)
    assert manager.tells(NUMBER)
