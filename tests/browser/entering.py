"""The audience's part of the way: the form, the mail, the button behind its link."""

from dataclasses import dataclass

from tests.browser.visitor import Visitor
from tests.browser.words import WORDS

ASKED = ("first_name", "email", "country", "of_age", "accept_rules")


@dataclass(frozen=True)
class Person:
    """Someone who enters."""

    first_name: str
    email: str


def people(slug: str) -> list[Person]:
    """Return those who enter a contest, each with an address that nobody else has."""
    names = ("Ada", "Basile", "Chloé")
    return [
        Person(name, f"person-{number}.{slug}@people.example.org")
        for number, name in enumerate(names)
    ]


def send_empty(visitor: Visitor) -> None:
    """Send the empty form: the summary has the focus, each field its sentence."""
    visitor.keys.press(WORDS[visitor.language].enter)
    _must_be_refused(visitor, *ASKED)


def enter_by_keyboard(visitor: Visitor, person: Person) -> None:
    """Fill the form by keys, forget the rules once, send it again; come to the thanks."""
    keys, words = visitor.keys, WORDS[visitor.language]
    keys.write("first_name", person.first_name)
    keys.write("email", person.email)
    keys.choose("country", words.country)
    keys.tick("of_age")
    with visitor.page.expect_navigation():
        keys.press(words.enter)
    _must_be_refused(visitor, "accept_rules")
    assert visitor.page.locator("#email").input_value() == person.email
    assert visitor.page.locator("#of_age").is_checked()
    keys.tick("accept_rules")
    with visitor.page.expect_navigation(url="**/thanks?*"):
        keys.press(words.enter)


def _must_be_refused(visitor: Visitor, *fields: str) -> None:
    page = visitor.page
    page.locator(f".summary a[href='#{fields[0]}']").wait_for()
    assert page.evaluate("document.activeElement.matches('.summary')")
    for field in fields:
        assert page.locator(f".summary a[href='#{field}']").count() == 1, field
        described = page.locator(f"#{field}").get_attribute("aria-describedby") or ""
        assert page.locator(f"#{field}-error").is_visible()
        assert f"{field}-error" in described


def enter(visitor: Visitor, person: Person) -> None:
    """Fill the form with a finger and send it; come to the thanks."""
    page, words = visitor.page, WORDS[visitor.language]
    page.locator("#first_name").fill(person.first_name)
    page.locator("#email").fill(person.email)
    page.locator("#country").select_option(label=words.country)
    page.locator("#of_age").check()
    page.locator("#accept_rules").check()
    page.get_by_role("button", name=words.enter, exact=True).click()
    page.wait_for_url("**/thanks?*")


def press(visitor: Visitor, name: str) -> None:
    """Press the button or follow the link of this name with a finger; come to another page."""
    page = visitor.page
    button = page.get_by_role("button", name=name, exact=True)
    with page.expect_navigation():
        button.or_(page.get_by_role("link", name=name, exact=True)).first.click()


def reference(visitor: Visitor) -> str:
    """Return the reference that the page shows."""
    return visitor.page.locator("main .ref").first.inner_text()
