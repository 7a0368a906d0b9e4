"""A team at the console: signs in, fills the contest form, publishes, excludes, reads figures."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from stack.driver.kit.browser import Browser
from stack.driver.kit.door import sign_in
from stack.driver.kit.forms import Form
from stack.driver.kit.pages import Page
from stack.driver.kit.waiting import Unexpected, expect

ZONE = "Europe/Paris"
# A page that was overtaken by another change is shown again, with what was typed.
STALE, ATTEMPTS = 412, 5
COUNTRIES = ("FR", "BE", "CH", "LU")
ORGANISER = {
    "name": "Maison Lumen",
    "legal_form": "SAS",
    "registration": "RCS Lille 000 000 000",
    "address": "1 rue de la Clef, 59000 Lille",
    "contact": "concours@maison-lumen.example.org",
}
TEXTS = {
    "texts.fr.title": "Une lampe pour l'hiver",
    "texts.fr.intro": "Des lots à gagner, sans achat. Le tirage est vérifiable par chacun.",
    "texts.en.title": "A lamp for the winter",
    "texts.en.intro": "Prizes to win, nothing to buy. Anyone can check the draw.",
    "settings.data.opt_in_text.fr": "Je veux recevoir les nouvelles de Maison Lumen.",
    "settings.data.opt_in_text.en": "I want to receive news from Maison Lumen.",
}


@dataclass(frozen=True)
class Prize:
    """One kind of prize. `value` is in euros, as it is typed."""

    name: str
    count: int
    value: str


@dataclass(frozen=True)
class Plan:
    """The dates and prizes of a contest. Windows are seconds."""

    slug: str
    opens_at: datetime
    closes_at: datetime
    draw_at: datetime
    confirm_within: int
    review_within: int
    answer_within: int = 86400
    alternates: int = 5
    minimum_age: int = 18
    title: str = ""
    prizes: tuple[Prize, ...] = field(
        default=(Prize("Lampe Aurore", 1, "240.00"), Prize("Carafe Lumen", 5, "48.00"))
    )

    @property
    def shown_title(self) -> str:
        """Its title in English, as the team's pages show it."""
        return self.title or TEXTS["texts.en.title"]


def wall(instant: datetime) -> str:
    """Return an instant as the form's fields of dates take it, in the team's zone."""
    local = instant.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


class Team:
    """Someone of a team, at the console of `pages`, in English."""

    def __init__(self, pages: str) -> None:
        self._pages = pages
        self.browser = Browser("en")

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in; return the list of contests."""
        page = sign_in(self.browser, self._pages, email, password)
        expect(
            page.url.endswith("/contests"), f"signed in and came to {page.url}: {page.words[:300]}"
        )
        return page

    def begin(self, contests: Page) -> Page:
        """Begin a contest; return its form."""
        page = self.browser.send(contests.form_to("/contests"))
        expect(page.url.endswith("/edit"), f"a new contest led to {page.url}: {page.words[:300]}")
        return page

    def fill_dates(self, form: Form, plan: Plan) -> None:
        """Fill in the dates and the windows."""
        form.set("settings.zone", ZONE)
        for name in ("opens_at", "closes_at", "draw_at"):
            form.set(f"settings.{name}", wall(getattr(plan, name)))
        turns = (plan.alternates + 1) * timedelta(seconds=plan.answer_within)
        form.set("settings.claims_end_at", wall(plan.draw_at + turns + timedelta(days=1)))
        for name in ("confirm_within", "review_within", "answer_within"):
            form.set(f"settings.{name}.number", str(getattr(plan, name)))
            form.set(f"settings.{name}.unit", "second")

    def fill_page(self, form: Form, plan: Plan) -> None:
        """Fill in the address, the texts and who may enter."""
        form.set("slug", plan.slug)
        form.set("settings.languages", "fr", "en")
        form.set("settings.eligibility.minimum_age", str(plan.minimum_age))
        form.set("settings.eligibility.countries", *COUNTRIES)
        form.set("settings.data.retention_days", "90").tick("settings.data.opt_in")
        for name, text in TEXTS.items():
            form.set(name, text)
        if plan.title:
            form.set("texts.fr.title", plan.title).set("texts.en.title", plan.title)

    def fill_prizes(self, page: Page, form: Form, plan: Plan) -> Form:
        """Fill in the prizes, each after a press on the button that adds its row."""
        for number, prize in enumerate(plan.prizes):
            path = f"settings.prizes.{number}"
            if not form.has(f"{path}.name"):
                page = self.browser.send(form, "action", "add_prize")
                form = page.form_with("slug", f"{path}.name")
            form.set(f"{path}.name", prize.name).set(f"{path}.count", str(prize.count))
            form.set(f"{path}.value.amount", prize.value)
        return form.set("settings.alternates", str(plan.alternates))

    def fill_organiser(self, form: Form) -> None:
        """Fill in who promises the prizes."""
        for name, text in ORGANISER.items():
            form.set(f"settings.organiser.{name}", text)

    def publish_too_early(self, page: Page, plan: Plan) -> Page:
        """Fill in the dates alone and press "publish"; return the page that says what blocks."""
        form = page.form_with("slug", "settings.closes_at")
        self.fill_dates(form, plan)
        blocked = self.browser.send(form, "action", "publish", accepted=(422,))
        expect(blocked.status == 422 and blocked.problems, "an unfinished contest was published")
        jumps = [str(link["href"])[1:] for link in blocked.soup.select(".summary a[href^='#']")]
        lost = [name for name in jumps if blocked.soup.find(id=name) is None]
        expect(jumps and not lost, f"what blocks leads to no field: {lost}")
        return blocked

    def draft(self, page: Page, plan: Plan) -> Page:
        """Fill the whole form and save it as a draft."""
        form = self._fill_all(page, plan)
        return self.browser.send(form, "action", "save")

    def _fill_all(self, page: Page, plan: Plan) -> Form:
        form = self.fill_prizes(page, page.form_with("slug", "settings.closes_at"), plan)
        self.fill_dates(form, plan)
        self.fill_page(form, plan)
        self.fill_organiser(form)
        return form

    def complete(self, blocked: Page, plan: Plan) -> Page:
        """Fill in the rest, publish, and confirm what cannot be taken back."""
        form = self._fill_all(blocked, plan)
        ask = self.browser.send(form, "action", "publish", accepted=(422,))
        expect(ask.status == 200, f"publishing is still blocked: {ask.problems}")
        return self.browser.send(self._agree(ask))

    @staticmethod
    def _agree(ask: Page) -> Form:
        form = ask.form_to("/publish")
        for name in form.choices:
            form.tick(name)
        return form

    def amend(self, contest_url: str, name: str, instant: datetime, reason: str) -> None:
        """Move a date of an open contest later."""
        page = self.browser.open(f"{contest_url}/amend?field={name}")
        for _ in range(ATTEMPTS):
            form = page.form_with("after", "reason")
            form.set("after", wall(instant)).set("reason", reason)
            page = self.browser.send(form, "action", "amend", accepted=(412, 422))
            if page.status != STALE:
                break
        expect(page.status == 200, f"{name} cannot be moved: {page.problems}")

    def ask_for_address(self, contest_url: str) -> Page:
        """Say that every prize asks its winner where to send it."""
        page = self.browser.open(f"{contest_url}/asks")
        form = page.form_to("/asks")
        for name in form.choices:
            form.tick(name)
        return self.browser.send(form)

    def note_parcel(self, contest_url: str, ref: str, carrier: str, tracking: str) -> Page:
        """Note how the prize of `ref` goes; return the page of winners."""
        page = self.browser.open(f"{contest_url}/winners/{ref}/send")
        form = page.form_with("carrier", "tracking")
        form.set("carrier", carrier).set("tracking", tracking)
        return self.browser.send(form)

    def write_to_all(self, contest_url: str, subject: dict[str, str], text: dict[str, str]) -> Page:
        """Write to every winner in the languages asked; return the page that shows it before."""
        page = self.browser.open(f"{contest_url}/letters/new")
        form = page.form_to("/letters/new")
        for language in filter(lambda each: form.has(f"subject.{each}"), subject):
            form.set(f"subject.{language}", subject[language])
            form.set(f"text.{language}", text[language])
        return self.browser.send(form, "action", "preview")

    def exclude_one(self, contest_url: str, refs: set[str]) -> str:
        """Take the first of `refs` that the contest's pages list out, with a reason; return it."""
        page = self.browser.open(contest_url)
        while not (found := _excludable(page, refs)):
            further = page.soup.select_one("a[href*='after=']")
            if further is None:
                raise Unexpected(f"nobody can be excluded at {page.url}: {page.words[:300]}")
            page = self.browser.open(urljoin(page.url, str(further["href"])))
        ref, link = found
        form = self.browser.open(link).form_with("reason").set("reason", "rules_breach")
        self.browser.send(form)
        return ref


def _excludable(page: Page, refs: set[str]) -> tuple[str, str] | None:
    """Return the first of `refs` in the rows of a page, and where it is taken out."""
    for row in page.soup.select("tr"):
        ref = next((one for one in refs if one in row.get_text(" ")), "")
        link = row.select_one("a[href*='exclude']")
        if ref and link is not None:
            return ref, urljoin(page.url, str(link["href"]))
    return None
