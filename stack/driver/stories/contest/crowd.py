"""The people: each enters by the public form, reads their mail, and confirms by its link."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from stack.driver.kit.browser import Browser
from stack.driver.kit.forms import Form
from stack.driver.kit.mailbox import Letter, Mailbox
from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import expect
from stack.driver.stories.contest.ledger import Ledger
from stack.driver.stories.contest.people import COUNTED, Manner, Person

MAIL_SECONDS = 30.0
# Of a contest that is called off or closed.
OVER = (409, 410)
REF = re.compile(r"\be-[0-9a-z]{16}\b")


@dataclass
class Crowd:
    """People before one contest: its French page is at `page_url`, their mails are in `mail`.

    `links` are those by which some of them come, by their addresses.
    """

    page_url: str
    mail: Mailbox
    ledger: Ledger = field(default_factory=Ledger)
    links: Mapping[str, str] = field(default_factory=dict)

    def brought(self) -> Counter[str]:
        """Return how many confirmed by each link."""
        return Counter(link for email, link in self.links.items() if email in self.ledger.refs)

    def _page_for(self, person: Person) -> str:
        if link := self.links.get(person.email):
            return link
        url = self.page_url.replace("/fr/", f"/{person.language}/", 1)
        return f"{url}?s={person.source}"

    def fill(self, browser: Browser, person: Person, email: str = "") -> Form:
        """Open the page and fill the form as this person does."""
        form = browser.open(self._page_for(person)).form_with("email", "accept_rules")
        form.fill(email=email or person.email, first_name=person.first_name)
        if form.has("country"):
            form.fill(country=person.country)
        form.tick("of_age", person.manner is not Manner.NO_AGE)
        form.tick("accept_rules", person.manner is not Manner.NO_RULES)
        if form.has("opt_in"):
            form.tick("opt_in", person.wants_news)
        return form

    def send(self, person: Person, email: str = "") -> Page:
        """Fill the form, send it, return the answer."""
        browser = Browser(person.language, person.agent)
        try:
            return browser.send_patiently(self.fill(browser, person, email), accepted=(422,))
        finally:
            browser.close()

    def come_too_late(self, person: Person, until_closed: Callable[[], object]) -> str:
        """Fill the form before the end, send it after; return the sentence that says why not."""
        browser = Browser(person.language)
        try:
            form = self.fill(browser, person)
            until_closed()
            page = browser.send_patiently(form, accepted=(410, 422))
        finally:
            browser.close()
        expect(page.status == 410, f"someone who came too late read: {page.words[:300]}")
        self.ledger.note_refused(person.manner.value)
        return page.problems[0] if page.problems else page.words[:160]

    def enter(self, person: Person, email: str = "") -> None:
        """Enter; the answer must say that a mail is on its way."""
        page = self.send(person, email)
        path = urlsplit(page.url).path
        expect(path.endswith("/thanks"), f"{person.email} entered and read: {page.words[:300]}")
        self.ledger.note_submitted(person.source)

    def be_refused(self, person: Person) -> str:
        """Enter in a way that is refused; return the sentence that says why."""
        page = self.send(person)
        expect(page.status == 422, f"{person.email} was not refused: {page.words[:300]}")
        expect(page.problems, f"{person.email} was refused without a reason: {page.words[:300]}")
        if person.manner in COUNTED:
            self.ledger.note_refused(person.manner.value)
        return page.problems[0]

    def letter(self, person: Person, holding: str, what: str, nth: int = 1) -> Letter:
        """Return the nth letter to this person that holds these characters."""
        return self.mail.wait_for(person.email, holding, what, MAIL_SECONDS, nth)

    def confirm(self, person: Person) -> None:
        """Follow the link of the mail and press the page's button; note the ref."""
        page = self.press(person, self.letter(person, "/confirm/", "the link to confirm"))
        found = REF.search(page.words)
        expect(
            page.status == 200 and found, f"{person.email} confirmed and read: {page.words[:300]}"
        )
        assert found is not None
        self.ledger.note_confirmed(person.source, person.email, found.group())

    def enter_again(self, person: Person) -> Letter:
        """Enter under another spelling of the address; return the second letter to confirm."""
        self.enter(person, person.other_spelling)
        return self.letter(person, "/confirm/", "the second link to confirm", nth=2)

    def confirm_again(self, person: Person, second: Letter) -> Page:
        """Confirm the second entry of the same person, once the first one is confirmed."""
        page = self.press(person, second)
        expect(page.status == 409, f"a second entry was not refused: {page.words[:300]}")
        self.ledger.note_already_in()
        return page

    def press(self, person: Person, letter: Letter) -> Page:
        """Open the link to confirm in a letter and press the page's button."""
        browser = Browser(person.language)
        try:
            link = letter.link("/confirm/")
            page = browser.open(link, *OVER)
            return browser.send_patiently(page.form_to(urlsplit(link).path), accepted=OVER)
        finally:
            browser.close()
