"""The team's part of the way, by the keyboard alone: from the door to a published contest."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.browser.place import PASSWORD
from tests.browser.visitor import Visitor
from tests.browser.words import WORDS

ZONE = ZoneInfo("Europe/Paris")
TITLES = {"fr": "Une lampe pour l'hiver", "en": "A lamp for the winter"}
CONFIRM, REVIEW = 1, 4
LONG_AGO = timedelta(minutes=5)
FOCUS_IN_SUMMARY = "document.activeElement.matches('.summary')"
LOST = """
(links) => links.map((one) => one.hash.slice(1)).filter((id) => !document.getElementById(id))"""
IN_FIELD = """
(id) => {
  const target = document.getElementById(id);
  return target === document.activeElement || target.matches(":target");
}"""


@dataclass(frozen=True)
class Dates:
    """When a contest opens, closes and draws, in the team's zone; `review` is in seconds."""

    opens_at: datetime
    closes_at: datetime
    draw_at: datetime
    review: int


def dates(open_for: float, sealed_for: float, review: float = REVIEW) -> Dates:
    """Return dates from now, in seconds: entries, then the review, then the sealed list."""
    now = wall_now()
    closes = now + timedelta(seconds=int(open_for))
    draw = closes + timedelta(seconds=CONFIRM + int(review) + int(sealed_for))
    return Dates(now - LONG_AGO, closes, draw, int(review))


def wall_now() -> datetime:
    """Return the present second in the team's zone."""
    return datetime.fromtimestamp(int(time.time()), ZONE).replace(tzinfo=None)


def sign_in(team: Visitor) -> None:
    """Open the door, look at it, sign in; come to the list of contests."""
    words = WORDS[team.language]
    team.open(f"/{team.language}/sign-in")
    team.look("sign-in")
    team.keys.write("email", team.place.account(team.language))
    team.keys.write("password", PASSWORD)
    with team.page.expect_navigation(url="**/contests"):
        team.keys.press(words.sign_in)


def begin(team: Visitor) -> None:
    """Create a contest from the list."""
    with team.page.expect_navigation(url="**/edit"):
        team.keys.press(WORDS[team.language].create)


def publish_too_early(team: Visitor) -> None:
    """Press "publish" on the empty form: the summary has the focus, and each line its field."""
    team.keys.press(WORDS[team.language].publish)
    page = team.page
    page.wait_for_selector(".summary")
    assert page.evaluate(FOCUS_IN_SUMMARY), "the error summary has not the focus"
    links = page.locator(".summary a, #checklist a")
    assert links.count() >= 4
    assert links.evaluate_all(LOST) == [], "a line of the summary leads to no field"
    computed = page.locator(".summary a[href='#settings.draw_at']")
    assert computed.count() == 0, "a date that may stay empty is asked for"
    page.keyboard.press("Tab")
    field = page.evaluate("document.activeElement.hash.slice(1)")
    page.keyboard.press("Enter")
    assert page.evaluate(IN_FIELD, field), f"the first line does not lead to #{field}"


def fill(team: Visitor, slug: str) -> None:
    """Fill the form but for its dates, from top to bottom."""
    keys = team.keys
    keys.write("settings.prizes.0.name", "Lampe Aurore")
    keys.write("settings.prizes.0.count", "1")
    keys.write("settings.prizes.0.value.amount", "240,00")
    keys.write("settings.alternates", "2")
    for name in ("confirm_within", "review_within"):
        keys.write(f"settings.{name}", str(CONFIRM))
        keys.choose(f"settings.{name}.unit", WORDS[team.language].second)
    keys.write("settings.eligibility.minimum_age", "18")
    for country in ("FR", "BE"):
        keys.tick(f"country-{country}")
    keys.write("settings.organiser.name", "Maison Lumen")
    keys.write("settings.organiser.contact", "concours@maison-lumen.example.org")
    keys.write("settings.data.retention_days", "90")
    keys.tick("settings.data.opt_in")
    keys.write("settings.data.opt_in_text.fr", "Je veux recevoir les nouvelles de Maison Lumen.")
    keys.write("settings.data.opt_in_text.en", "I want to receive news from Maison Lumen.")
    keys.write("slug", slug)
    for language, title in TITLES.items():
        keys.tick(f"language-{language}")
        keys.write(f"texts.{language}.title", title)
    keys.write("texts.fr.intro", "Un lot à gagner, sans achat.")
    keys.write("texts.en.intro", "One prize to win, nothing to buy.")


def fill_dates(team: Visitor, wanted: Dates) -> None:
    """Go back up to the dates and write them."""
    for name in ("opens_at", "closes_at", "draw_at"):
        team.keys.date(f"settings.{name}", getattr(wanted, name))
    team.keys.write("settings.review_within", str(wanted.review))
    first_turn = timedelta(days=1)
    team.keys.write("settings.answer_within", "1")
    team.keys.date("settings.claims_end_at", wanted.draw_at + 4 * first_turn)


def ask_to_publish(team: Visitor) -> None:
    """Press "publish" on the complete form; come to the page that says what it means."""
    with team.page.expect_navigation(url="**/publish"):
        team.keys.press(WORDS[team.language].publish)


def publish(team: Visitor) -> None:
    """Say yes; come to the contest's page."""
    with team.page.expect_navigation(url=lambda url: "/publish" not in url):
        team.keys.press(WORDS[team.language].freeze)
