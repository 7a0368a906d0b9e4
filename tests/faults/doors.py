"""How a client enters and confirms: one attempt each, with an answer that names what to do next."""

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

import requests

from stack.driver.kit.forms import Form
from stack.driver.kit.pages import Page
from stack.driver.stories.contest.crowd import REF
from tests.faults.ledger import InFlight, Person
from tests.harness.site import WORKSPACE, Site

SECONDS = 20.0
# What a client repeats: a process was not there, ended in the middle, or asks to come back.
PASSING = (429, 502, 503, 504)


class Said(Enum):
    """What an answer means to a client."""

    YES = "acknowledged"
    NO = "refused"
    CLOSED = "closed"
    AGAIN = "try again"
    ODD = "an answer that must never be given"


@dataclass(frozen=True)
class Answer:
    """An answer; `ref` and `receipt` after a confirmation, `why` names a refusal."""

    said: Said
    why: str = ""
    ref: str = ""
    receipt: dict[str, Any] | None = None


class Door(Protocol):
    """One client's way in; for one thread."""

    def enter(self, person: Person) -> Answer:
        """Send the person's form once, always under the same key."""
        ...

    def confirm(self, token: str) -> Answer:
        """Press the button behind a link once."""
        ...


class ContestsDoor:
    """Straight to the contests service, as the gateway would."""

    def __init__(
        self, site: Site, contest_id: str, in_flight: InFlight, seconds: float = SECONDS
    ) -> None:
        self._site, self._contest, self._in_flight = site, contest_id, in_flight
        self._seconds = seconds
        self._session = requests.Session()
        self._session.trust_env = False

    def _post(self, path: str, body: Any = None, **headers: str) -> Answer:
        url = f"{self._site.layout.url('contests-web')}/api/v1{path}"
        headers |= self._site.bearer("contests")
        try:
            with self._in_flight.one():
                answer = self._session.post(url, json=body, headers=headers, timeout=self._seconds)
        except requests.RequestException:
            return Answer(Said.AGAIN)
        return self._read(answer)

    @staticmethod
    def _read(answer: requests.Response) -> Answer:
        if answer.status_code in PASSING:
            return Answer(Said.AGAIN)
        if answer.status_code == 410:
            return Answer(Said.CLOSED)
        body = answer.json()
        if answer.ok:
            return Answer(Said.YES, ref=body.get("ref", ""), receipt=body.get("receipt"))
        if answer.status_code == 422:
            return Answer(Said.NO, body["errors"][0]["code"])
        return Answer(Said.ODD, f"{answer.status_code} {answer.text[:300]}")

    def enter(self, person: Person) -> Answer:
        """Send the person's form once, always under the same key."""
        body = {
            "email": person.email,
            "first_name": person.first_name,
            "country": "FR",
            "of_age": person.of_age,
            "accept_rules": True,
            "opt_in": False,
            "language": "fr",
            "source": person.source,
            "answers": {},
        }
        path = f"/contests/{self._contest}/entries"
        return self._post(path, body, **{"Idempotency-Key": person.key})

    def confirm(self, token: str) -> Answer:
        """Press the button behind a link once."""
        return self._post(f"/confirmations/{token}")


# At the instant of the closing it stands above a page that has no form any more.
TOO_YOUNG = "Il faut avoir 18\u00a0ans ou plus"
OVER = ("Les inscriptions sont closes", "La liste est scellée")
# A page of the code before, sent to this one or the other way: it is shown again, to be sent again.
ANEW = "envoyez-le à nouveau"
# Someone read that it is over on a page without a form: nothing was sent.
UNSENT = "unsent"
# A box that was forgotten: earlier code counted a refusal, this one does not.
PERHAPS = "perhaps"


class GatewayDoor:
    """The pages, as a browser: opens the form, sends it; opens the link of a mail, presses."""

    def __init__(
        self, site: Site, slug: str, in_flight: InFlight, *, beside_earlier: bool = False
    ) -> None:
        """`beside_earlier` says that pages of earlier code answer as well."""
        self._in_flight, self._beside_earlier = in_flight, beside_earlier
        start = f"{site.layout.url('gateway-web')}/fr/w/{WORKSPACE}"
        self._page_url, self._confirm_url = f"{start}/c/{slug}", f"{start}/confirm"
        self._session = requests.Session()
        self._session.trust_env = False
        self._kept: dict[str, Form] = {}

    def arrive(self) -> "GatewayDoor":
        """Open the page of the contest, and keep it open as a tab."""
        self._form(self._page_url, "accept_rules")
        return self

    def _send(self, method: str, url: str, pairs: Any = None) -> requests.Response | None:
        try:
            with self._in_flight.one():
                return self._session.request(
                    method, url, data=pairs, timeout=SECONDS, allow_redirects=False
                )
        except requests.RequestException:
            return None

    def _form(self, url: str, field: str) -> tuple[Form | None, Page | None]:
        """Return the form behind an address, and its page, None where none came.

        Where the form is gone, it is the one of a tab left open.
        """
        answer = self._send("GET", url)
        if answer is None or answer.status_code not in (200, 410):
            return self._kept.get(field), None
        page = Page(url, answer.status_code, answer.text)
        found = [form for form in page.forms if form.has(field)]
        self._kept |= {field: found[0]} if found else {}
        return self._kept.get(field), page

    def enter(self, person: Person) -> Answer:
        """Open the page, fill the form, send it under the person's own key."""
        form, page = self._form(f"{self._page_url}?s={person.source}", "accept_rules")
        if form is None:
            over = page is not None and any(words in page.words for words in OVER)
            return Answer(Said.CLOSED, UNSENT) if over else Answer(Said.AGAIN)
        form.fill(
            first_name=person.first_name, email=person.email, source=person.source, country="FR"
        )
        form.set("request_key", hashlib.sha256(person.key.encode()).hexdigest()[:32])
        form.tick("of_age", person.of_age).tick("accept_rules")
        answer = self._send("POST", self._page_url, form.press())
        if answer is not None and answer.status_code == 303:
            return Answer(Said.YES)
        if answer is not None and answer.status_code == 422 and TOO_YOUNG in answer.text:
            return Answer(Said.NO, PERHAPS if self._beside_earlier else UNSENT)
        return self._not_taken(answer)

    def confirm(self, token: str) -> Answer:
        """Open the page behind the link, press its button."""
        form, page = self._form(f"{self._confirm_url}/{token}", "csrf_token")
        if form is None:
            return _told_by(page)
        answer = self._send("POST", f"{self._confirm_url}/{token}", form.press())
        if answer is not None and answer.status_code == 200:
            found = REF.search(answer.text)
            return Answer(Said.YES, ref=found.group()) if found else Answer(Said.ODD, "no ref")
        return self._not_taken(answer)

    def _not_taken(self, answer: requests.Response | None) -> Answer:
        stale = answer is not None and answer.status_code == 422 and ANEW in answer.text
        return Answer(Said.AGAIN) if stale and self._beside_earlier else _passing(answer)


def _told_by(page: Page | None) -> Answer:
    """Return what the page behind a link says that has no button, where no older tab has one."""
    if page is None:
        return Answer(Said.AGAIN)
    found = REF.search(page.html) if page.status == 200 else None
    return Answer(Said.YES, ref=found.group()) if found else Answer(Said.CLOSED)


def _passing(answer: requests.Response | None) -> Answer:
    """Return what an answer means that does not acknowledge."""
    if answer is None or answer.status_code in PASSING:
        return Answer(Said.AGAIN)
    if answer.status_code == 410:
        return Answer(Said.CLOSED)
    words = Page("", answer.status_code, answer.text).words[:300]
    return Answer(Said.ODD, f"{answer.status_code} {words}")
