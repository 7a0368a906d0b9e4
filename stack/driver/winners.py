"""Winners: each reads the mail, follows its link, and answers on its page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from stack.driver.browser import Browser
from stack.driver.mailbox import Letter, Mailbox
from stack.driver.pages import Page
from stack.driver.people import Person
from stack.driver.waiting import expect

MAIL_SECONDS = 30.0


@dataclass(frozen=True)
class Winners:
    """The people by their refs, and where their mails are."""

    people: dict[str, Person]
    mail: Mailbox

    def letter(self, ref: str, prize: str) -> Letter:
        """Return the mail that tells the holder of `ref` of a prize."""
        person = self.people[ref]
        what = f"the mail that tells {ref} of a prize"
        letter = self.mail.wait_for(person.email, "/claim/", what, MAIL_SECONDS)
        told = ref in letter.text and prize in letter.text
        expect(told, f"the mail of a winner names neither {ref} nor {prize}: {letter.text[:300]}")
        return letter

    def answer(self, ref: str, prize: str, word: str) -> Page:
        """Open the page behind the link and press `accept` or `decline`."""
        browser = Browser(self.people[ref].language)
        try:
            link = self.letter(ref, prize).link("/claim/")
            page = browser.open(link)
            expect(prize in page.words, f"the page of a winner does not name {prize}: {page.words}")
            form = next(
                (one for one in page.forms if _acts(one.action, word) or any(one.button_of(word))),
                None,
            )
            expect(form, f"no way to {word} at {urlsplit(link).path}: {page.words[:300]}")
            assert form is not None
            return browser.send(form, *form.button_of(word))
        finally:
            browser.close()


def _acts(action: str, word: str) -> bool:
    return urlsplit(action).path.endswith(f"/{word}")
