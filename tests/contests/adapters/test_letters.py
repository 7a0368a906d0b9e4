"""Every mail in both languages: whole, spaced and dated as people write."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from services.contests.adapters.letters import contest_letters
from services.contests.domain.mail.purpose import Purpose
from shared.post import Letter
from shared.words import date_text, french_spacing

AT = datetime(2026, 3, 29, 16, 0, tzinfo=UTC)
LINK = "https://jeux.example/fr/w/lumen/claim/aB-3:4;5?x=1"
FACTS: dict[str, Any] = {
    "title": "Le jeu : gagnez <b>tout</b>",
    "organiser": "Maison Lumen & fils",
    "contact": "jeu@lumen.example",
    "zone": "Europe/Paris",
    "first_name": "Zoé",
    "ref": "e-0123456789abcdef",
    "weight": 1200,
    "closes_at": AT,
    "confirm_by": AT,
    "review_until": AT,
    "draw_at": AT,
    "seal": "ab" * 32,
    "test_beacon": True,
    "opted_in": True,
    "erase": "https://jeux.example/fr/w/lumen/entry/t/withdraw",
    "manage": "https://jeux.example/fr/w/lumen/entry/t",
    "unsubscribe": "https://jeux.example/fr/w/lumen/entry/t/unsubscribe",
    "link": LINK,
    "reason": "fraud",
    "label": "Tirage",
    "before_at": AT,
    "after_at": AT,
    "prize": "Vélo",
    "promoted": True,
    "answer_by": AT,
    "code": "not_eligible",
    "object_until": AT,
    "passes_on": True,
    "awaited": True,
    "rank": 2,
    "waits": True,
    "answers_until": AT,
    "carrier": "Colissimo",
    "tracking": "6A 271 8281",
    "replaces": "",
    "details_by": AT,
    "counts_at": AT,
    "asks_address": True,
    "letter_subject": "Votre vélo : <b>bientôt</b>",
    "letter_greeting": "Bonjour Zoé,",
    "letter_text": "Une ligne.\n\nUne autre, à <i>lire</i>.",
}
EVERY = [(purpose, language) for purpose in Purpose for language in ("fr", "en")]


def letter(purpose: Purpose, language: str, **changes: Any) -> Letter:
    return contest_letters().write(purpose, language, {**FACTS, **changes})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_subject_to_a_winner_does_not_read_like_an_advertisement(language: str) -> None:
    subject = letter(Purpose.WINNER, language).subject
    title = french_spacing(FACTS["title"]) if language == "fr" else FACTS["title"]
    assert title in subject
    assert not re.search(r"gagné|have won|Vélo|[!€$]", subject.replace(title, ""))


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_text_and_html_say_the_same_with_one_action(purpose: Purpose, language: str) -> None:
    written = letter(purpose, language)
    page = BeautifulSoup(written.html, "html.parser")
    assert page.html is not None
    assert page.html["lang"] == language
    said = words(page.get_text(" "))
    for paragraph in written.text.replace("\n-- \n", "\n\n").split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line != LINK]
        assert words(" ".join(lines)) in said or not lines
    actions = [link for link in page.find_all("a") if "style" in link.attrs]
    assert [link["href"] for link in actions] == [LINK]
    assert LINK in written.text


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_a_mail_says_why_it_came_who_sends_it_and_how_to_stop(
    purpose: Purpose, language: str
) -> None:
    foot = letter(purpose, language).text.split("\n-- \n")[1].strip().splitlines()
    assert len(foot) == 3
    assert foot[0].startswith(("Vous recevez ce message parce", "You receive this message because"))
    assert foot[2] == "Maison Lumen & fils"


@pytest.mark.parametrize("purpose", list(Purpose))
def test_french_mails_keep_the_spaces_of_french(purpose: Purpose) -> None:
    written = letter(purpose, "fr")
    for line in [written.subject, *written.text.splitlines()]:
        if "http" in line:
            continue
        assert not re.search(r"(?<!\u00a0)[:»](?!\d)|«(?!\u00a0)", line), line
        assert not re.search(r"(?<!\u202f)[;!?]", line), line


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_our_own_words_never_shout(purpose: Purpose, language: str) -> None:
    written = letter(purpose, language)
    assert "!" not in written.subject + written.text


@pytest.mark.parametrize(("purpose", "language"), EVERY)
def test_what_people_typed_is_no_markup(purpose: Purpose, language: str) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    written = letter(purpose, language, title=hostile, first_name=hostile, organiser=hostile)
    assert BeautifulSoup(written.html, "html.parser").find("img") is None


def test_a_stranger_writes_nothing_into_somebody_elses_mail() -> None:
    for purpose in (Purpose.CONFIRM, Purpose.ALREADY_IN):
        for language in ("fr", "en"):
            assert "Zoé" not in letter(purpose, language).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "dimanche 29\u00a0mars 2026 à 18\u00a0h\u00a000, heure du Caire"),
        ("en", "Sunday 29\u00a0March 2026 at 18:00, Cairo time"),
    ],
)
def test_a_mail_says_an_instant_as_pages_do(language: str, said: str) -> None:
    assert said in letter(Purpose.WINNER, language, zone="Africa/Cairo").text
    assert said in date_text(AT, "Africa/Cairo", language)


def test_an_unknown_language_is_answered_in_english() -> None:
    assert letter(Purpose.CONFIRM, "de").subject.startswith("Confirm your entry")


@pytest.mark.parametrize("purpose", [Purpose.WINNER, Purpose.SKIP_NOTICE, Purpose.REMINDER])
def test_no_mail_says_that_the_prize_passes_on_where_nobody_is_left(purpose: Purpose) -> None:
    for language, next_one in (("fr", "suppléant suivant"), ("en", "next alternate")):
        assert next_one in letter(purpose, language).text
        assert next_one not in letter(purpose, language, passes_on=False).text


def test_a_code_is_read_on_the_page_and_a_parcel_is_followed() -> None:
    for language, parcel, code in (("fr", "est en route", "code"), ("en", "on its way", "code")):
        assert parcel in letter(Purpose.SENT, language).subject
        assert "6A 271 8281" in letter(Purpose.SENT, language).text
        given = letter(Purpose.SENT, language, carrier="", tracking="")
        assert parcel not in given.subject
        assert code in given.text


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Ce code remplace celui"), ("en", "This code replaces the one")]
)
def test_a_code_that_takes_the_place_of_another_says_so(language: str, said: str) -> None:
    first = letter(Purpose.SENT, language, carrier="", tracking="")
    second = letter(Purpose.SENT, language, carrier="", tracking="", replaces="code")
    assert (said in first.text, said in second.text) == (False, True)
    assert second.subject != first.subject
    assert said not in letter(Purpose.SENT, language, replaces="parcel").text


def words(text: str) -> str:
    """Return the text with every run of plain white space as one space."""
    return re.sub(r"[ \n]+", " ", text).strip()


@pytest.mark.parametrize(
    ("language", "prize", "said"),
    [
        ("fr", "Le «\u00a0grand\u00a0» vélo", "Le “grand” vélo"),
        ("en", "The “big” bike", "The ‘big’ bike"),
    ],
)
def test_what_is_quoted_is_quoted_once(language: str, prize: str, said: str) -> None:
    assert said in letter(Purpose.SKIP_NOTICE, language, prize=prize).text


@pytest.mark.parametrize(
    ("language", "words_of_date"), [("fr", "se libère, et que"), ("en", "becomes free, and your")]
)
def test_no_alternate_reads_a_date_that_has_passed(language: str, words_of_date: str) -> None:
    assert words_of_date in words(letter(Purpose.RESULT, language, answers_until=None).text)
    assert words_of_date not in words(letter(Purpose.RESULT, language).text)


@pytest.mark.parametrize(
    ("language", "rule"), [("fr", "compte comme reçu le"), ("en", "counts as received on")]
)
def test_who_gets_a_prize_reads_when_it_counts_as_received(language: str, rule: str) -> None:
    for way in ({}, {"carrier": "", "tracking": ""}):
        assert rule in words(letter(Purpose.SENT, language, **way).text)
        assert rule not in words(letter(Purpose.SENT, language, **way, counts_at=None).text)
