"""Winners: each reads the mail, follows its link, and answers on its page."""

from collections.abc import Callable
from dataclasses import dataclass

from stack.driver.kit.browser import Browser
from stack.driver.kit.mailbox import Letter, Mailbox
from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import expect
from stack.driver.stories.contest.people import Person

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

    def accept(self, ref: str, prize: str) -> Page:
        """Open the page behind the link and accept."""
        return self._answer(ref, prize, lambda browser, page: page)

    def decline(self, ref: str, prize: str) -> Page:
        """Open the page behind the link, go on to the page that gives the prize up, do it."""
        return self._answer(
            ref, prize, lambda browser, page: browser.open(page.link_to("/decline"))
        )

    def give_address(self, ref: str, address: dict[str, str], wrong: str) -> Page:
        """Give an address by the page behind the link: first without the field `wrong`."""
        browser = Browser(self.people[ref].language)
        try:
            page = browser.open(self.link(ref))
            form = page.form_to("/details")
            for name, text in address.items():
                form.set(name, "" if name == wrong else text)
            refused = browser.send_patiently(form, accepted=(422,))
            expect(refused.status == 422, f"an address without {wrong} was taken")
            again = refused.form_to("/details")
            kept = {name: again.get(name) for name in address if name != wrong}
            lost = [name for name, text in kept.items() if text != [address[name]]]
            expect(not lost, f"what was typed is lost: {lost}")
            return browser.send_patiently(again.set(wrong, address[wrong]))
        finally:
            browser.close()

    def receive(self, ref: str, tracking: str) -> Page:
        """Read the mail that tells how the prize goes, and say on its page that it came."""
        person = self.people[ref]
        what = f"the mail with the tracking number of {ref}"
        letter = self.mail.wait_for(person.email, tracking, what, MAIL_SECONDS)
        browser = Browser(person.language)
        try:
            page = browser.open(letter.link("/claim/"))
            expect(tracking in page.words, f"the winner's page does not name {tracking}")
            asked = browser.open(page.link_to("/receive"))
            return browser.send_patiently(asked.form_with("csrf_token", "action"))
        finally:
            browser.close()

    def read_letter(self, ref: str, subject: dict[str, str], text: dict[str, str]) -> None:
        """Read the letter of the team in the mail, then on the page behind its link."""
        person = self.people[ref]
        mine = text[person.language].splitlines()[0]
        letter = self.mail.wait_for(
            person.email, mine, f"the letter of the team to {ref}", MAIL_SECONDS
        )
        told = str(letter.message["Subject"])
        expect(told == subject[person.language], f"the letter to {ref} is called {told}")
        browser = Browser(person.language)
        try:
            page = browser.open(letter.link("/claim/"))
            expect(mine in page.words, f"the page of {ref} does not show the letter")
        finally:
            browser.close()

    def link(self, ref: str) -> str:
        """Return the link to the page of a winner who was told."""
        person = self.people[ref]
        what = f"the mail that tells {ref} of a prize"
        return self.mail.wait_for(person.email, "/claim/", what, MAIL_SECONDS).link("/claim/")

    def _answer(self, ref: str, prize: str, reach: Callable[[Browser, Page], Page]) -> Page:
        browser = Browser(self.people[ref].language)
        try:
            page = browser.open(self.letter(ref, prize).link("/claim/"))
            expect(prize in page.words, f"the page of a winner does not name {prize}: {page.words}")
            page = reach(browser, page)
            return browser.send_patiently(page.form_with("csrf_token", "action"))
        finally:
            browser.close()
