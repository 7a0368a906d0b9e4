"""Somebody of the team at the console, in English: programs, partners, links, accounts, payouts."""

from datetime import UTC, datetime

from stack.driver.kit.browser import Browser
from stack.driver.kit.door import sign_in
from stack.driver.kit.forms import Form
from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import Unexpected, expect

# Nothing waits for returns here: what is earned is due at once, unless somebody looks into it.
PROGRAM = {
    "settings.name": "Les amis de l'atelier",
    "settings.objective": "La lampe Aurore",
    "settings.lead.amount": "1.50",
    "settings.sale_share": "125",
    "settings.hold_days": "0",
    "settings.minimum_payout.amount": "10",
    "settings.payout_rhythm": "asked",
    "settings.organiser": "Maison Lumen SAS",
    "settings.contact": "partenaires@maison-lumen.example.org",
    "settings.terms.fr": "Maison Lumen et le partenaire conviennent de ce qui suit…",
    "settings.terms.en": "Maison Lumen and the partner agree on what follows…",
}
REFUSED = 422


class Member:
    """One of the team; `door` is the page that they came to."""

    def __init__(self, pages: str, email: str, password: str) -> None:
        self._console = f"{pages}/en"
        self.browser = Browser("en")
        self.door = sign_in(self.browser, pages, email, password)
        expect("/sign-in" not in self.door.url, f"{email} cannot sign in: {self.door.words[:300]}")

    def at(self, path: str) -> Page:
        """Open a page of the console."""
        return self.browser.open(f"{self._console}{path}")

    def press(self, form: Form, name: str = "", value: str = "") -> Page:
        """Send a form; raise `Unexpected` with what the page says where it refuses."""
        page = self.browser.send(form, name, value, accepted=(REFUSED,))
        expect(page.status != REFUSED, f"{form.action} was refused: {page.problems or page.words}")
        return page

    def open_program(self) -> str:
        """Fill in a program and open it; return its id."""
        form = self.press(self.at("/programs").form_to("/programs")).form_with("settings.name")
        for name, text in PROGRAM.items():
            form.set(name, text)
        form.set("settings.year", str(datetime.now(UTC).year))
        asked = self.press(form, "action", "publish")
        opened = self.press(asked.form_to("/open"))
        expect("/programs/" in opened.url, f"a program led to {opened.url}: {opened.words[:300]}")
        return last_part(opened)

    def take_in(self, partner: str) -> None:
        """Take a partner in who applied."""
        asked = self.browser.open(self.at(f"/partners/{partner}").link_to("/approve"))
        self.press(asked.form_to("/approve"))

    def make_link(self, partner: str, program: str, destination: str) -> str:
        """Make a link for a partner; return its id."""
        form = self.at(f"/partners/{partner}/links/new").form_with("program_id", "destination")
        form.set("program_id", program).set("destination", destination)
        made = self.press(form.set("label", "lampe"))
        expect("/links/" in made.url, f"a new link led to {made.url}: {made.words[:300]}")
        return last_part(made)

    def make_code(self, partner: str, program: str, code: str) -> None:
        """Make a discount code for a partner."""
        form = self.at(f"/partners/{partner}").form_with("code", "code_program")
        self.press(form.set("code_program", program).set("code", code))

    def make_secret(self, program: str) -> str:
        """Make the secret of the shop; return it."""
        page = self.press(self.at(f"/programs/{program}/shop").form_to("/shop"))
        found = page.soup.select_one("section[aria-labelledby=secret] code")
        if found is None:
            raise Unexpected(f"no secret is shown at {page.url}: {page.words[:300]}")
        return found.get_text(strip=True)

    def pay_from(self, name: str, iban: str) -> None:
        """Say from which account the team pays."""
        self.press(self.at("/payouts/payer").form_with("name", "iban").fill(name=name, iban=iban))

    def note_account(self, partner: str, legal_name: str, iban: str) -> None:
        """Note at which bank a partner is paid."""
        form = self.at(f"/partners/{partner}/account").form_with("legal_name", "iban")
        self.press(form.fill(legal_name=legal_name, iban=iban, vat="exempt"))

    def confirm_account(self, partner: str) -> None:
        """Confirm where a partner is paid, as somebody else noted it."""
        self.press(self.at(f"/partners/{partner}/account").form_to("/account/confirm"))

    def decide(self, commission: str, act: str, why: str) -> Page:
        """Keep a commission back for a reason, or let it go."""
        page = self.at(f"/commissions/{commission}")
        for form in page.forms:
            if form.action.endswith(f"/{act}") and (act == "hold" or form.get("why") == [why]):
                return self.press(form.set("why", why))
        raise Unexpected(f"{act} for {why} is not offered at {page.url}: {page.words[:600]}")

    def propose(self, program: str, partner: str) -> str:
        """Propose a payout of what is due to a partner; return its id."""
        page = self.at(f"/programs/{program}/owed")
        for form in page.forms:
            if form.has("partner") and form.get("partner") == [partner]:
                return last_part(self.press(form))
        raise Unexpected(f"no payout to {partner} is offered: {page.words[:600]}")

    def act_on(self, payout: str, act: str) -> Page:
        """Do what the page of a payout offers: approve it, fetch its file, note that it is paid."""
        return self.press(self.at(f"/payouts/{payout}").form_to(f"/{payout}/{act}"))


def last_part(page: Page) -> str:
    """Return the last part of a page's address."""
    return page.url.partition("?")[0].rpartition("/")[2]
