"""The page of people: who entered, found by address, filtered by what stands in the address."""

import pytest
from bs4 import BeautifulSoup

from services.gateway.kit.problems import ServiceProblem
from shared.errors import FieldError
from tests.gateway.conftest import PASSWORD

PAGE = "/en/contests/c-1/people"
REF = "e-4hv9k2m7q1xz0001"
CONSENT = {
    "purpose": "marketing",
    "text_hash": "ab" * 32,
    "language": "fr",
    "at": "2026-03-26T09:00:00.000Z",
    "confirmed_at": "2026-03-26T09:05:00.000Z",
}
MAIL = {
    "purpose": "confirm",
    "state": "sent",
    "written_at": "2026-03-26T09:00:00.000Z",
    "ended_at": "2026-03-26T09:00:05.000Z",
}
PERSON = {
    "id": "01jq8x3v9m0000000000000002",
    "ref": REF,
    "state": "confirmed",
    "source": "newsletter",
    "submitted_at": "2026-03-26T09:00:00.000Z",
    "confirmed_at": "2026-03-26T09:05:00.000Z",
    "weight": 1,
    "reason": "",
    "hints": [{"reason": "same_mailbox", "refs": ["e-other00000000001"], "count": 0}],
    "actions": ["exclude"],
    "first_name": "Zoé 👨‍👩‍👧",
    "email": "zoe+a&b@example.org",
    "country": "BE",
    "language": "fr",
    "consents": [CONSENT],
    "mails": [MAIL, {**MAIL, "purpose": "receipt", "state": "refused"}],
}


def page_of(answer):
    return BeautifulSoup(answer.text, "html.parser")


@pytest.fixture
def shown(gateway):
    gateway.services.add("c-1", state="open")
    gateway.services.people = [PERSON]
    return gateway


def asked(gateway, ending):
    return [each for each in gateway.services.asked if each.path.endswith(ending)]


def test_a_person_is_named_with_where_they_stand(shown):
    answer = shown.signed_in("manager").get(PAGE)
    assert answer.headers["Cache-Control"] == "no-store"
    (row,) = page_of(answer).select("tbody tr")
    text = row.get_text(" ", strip=True)
    for said in (
        "Zoé 👨‍👩‍👧",
        "Belgium",
        "newsletter",
        "Confirmed",
        "yes",
        "Refused by its mailbox",
    ):
        assert said in text
    assert row.select_one("a[href^=mailto]")["href"] == "mailto:zoe%2Ba%26b@example.org"
    assert row.select_one(f'a[href="{PAGE}/{REF}"]')


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_nobody_else_comes_here(shown, role):
    browser = shown.signed_in(role)
    answers = [browser.get(PAGE), browser.get(f"{PAGE}/{REF}")]
    answers.append(browser.post(PAGE, {"sought": "zoe@example.org"}, page="/en/contests"))
    assert [each.status_code for each in answers] == [403, 403, 403]
    assert asked(shown, "people") == []
    assert PAGE not in browser.get("/en/contests/c-1").text


def test_owner_and_manager_are_led_here_from_the_contest(shown):
    for role in ("owner", "manager"):
        assert f'href="{PAGE}"' in shown.signed_in(role).get("/en/contests/c-1").text


def test_filters_stand_in_the_address_and_stay_from_page_to_page(shown):
    shown.services.more_people = "p2"
    page = page_of(shown.signed_in().get(f"{PAGE}?state=confirmed&country=BE"))
    (question,) = asked(shown, "people")
    assert question.query == {"state": "confirmed", "country": "BE", "limit": 50}
    links = [each["href"] for each in page.select("a[href*=after]")]
    assert links == [f"{PAGE}?state=confirmed&country=BE&after=p2"]
    assert page.select_one(".filters a[aria-current]").get_text() == "Confirmed"
    assert page.select_one("select[name=country] option[selected]")["value"] == "BE"


def test_an_address_is_searched_without_standing_in_any_address(shown):
    answer = shown.signed_in().post(PAGE, {"sought": " zoe+a&b@example.org "})
    (question,) = asked(shown, "people/search")
    assert question.body == {"sought": "zoe+a&b@example.org", "limit": 50}
    page = page_of(answer)
    assert page.select_one("#sought")["value"] == "zoe+a&b@example.org"
    assert len(page.select("tbody tr")) == 1
    assert not [
        a for a in page.select("a[href]") if "zoe" in a["href"] and "mailto" not in a["href"]
    ]


def test_a_reference_leads_to_its_person(shown):
    answer = shown.signed_in().post(PAGE, {"sought": f" {REF.upper()} "})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}/{REF}")


def test_nobody_found_is_told_from_nobody_there(shown):
    shown.services.people = []
    browser = shown.signed_in()
    assert "Nobody has entered yet" in browser.get(PAGE).text
    assert "Nobody fits what you chose" in browser.get(f"{PAGE}?state=lapsed").text
    assert "Nobody of this contest is found" in browser.post(PAGE, {"sought": "a@example.org"}).text


def test_what_is_no_address_is_kept_and_named(shown):
    browser = shown.signed_in()
    token = browser.token(PAGE)
    ask = shown.services.ask

    def refused(question):
        if question.path.endswith("search"):
            raise ServiceProblem(422, "invalid", [FieldError("email", "email")])
        return ask(question)

    shown.services.ask = refused
    form = {"sought": "anna", "csrf_token": token}
    answer = browser.client.post(
        PAGE,
        base_url="http://127.0.0.1:8000",
        data=form,
        headers={"Origin": "http://127.0.0.1:8000"},
    )
    page = page_of(answer)
    assert answer.status_code == 422
    assert page.select_one("#sought")["value"] == "anna"
    assert page.select_one("#sought")["aria-invalid"] == "true"
    assert page.select_one(".summary a")["href"] == "#sought"


def test_a_country_and_a_source_together_say_what_to_do(shown):
    browser = shown.signed_in()
    ask = shown.services.ask

    def refused(question):
        if question.path.endswith("/people"):
            raise ServiceProblem(422, "invalid", [FieldError("source", "one_of_both")])
        return ask(question)

    shown.services.ask = refused
    answer = browser.get(f"{PAGE}?country=BE&source=ig")
    page = page_of(answer)
    assert answer.status_code == 422
    assert "not both" in page.select_one(".summary").get_text()
    assert page.select_one("#source")["value"] == "ig"


def test_what_was_searched_survives_the_end_of_a_session(shown):
    browser = shown.signed_in()
    token = browser.token(PAGE)
    shown.clock.advance(hours=9)
    headers = {"Origin": "http://127.0.0.1:8000"}
    form = {"sought": "zoe@example.org", "csrf_token": token}
    browser.client.post(PAGE, base_url="http://127.0.0.1:8000", data=form, headers=headers)
    browser.sign_in("owner@lumen.example", PASSWORD, next=PAGE)
    assert page_of(browser.get(PAGE)).select_one("#sought")["value"] == "zoe@example.org"


def test_one_person_is_shown_whole_with_what_may_be_done(shown):
    page = page_of(shown.signed_in().get(f"{PAGE}/{REF}"))
    text = page.select_one("main").get_text(" ", strip=True)
    for said in (
        "Zoé 👨‍👩‍👧",
        "Belgium",
        "French",
        REF,
        "Newsletter",
        "To confirm",
        "Signed receipt",
    ):
        assert said in text
    assert "05 s" not in text
    act = page.select_one(".page-head a.button")
    assert act["href"] == f"/en/contests/c-1/entries/{PERSON['id']}/exclude?ref={REF}"


def test_an_erased_person_is_a_reference_alone(shown):
    shown.services.people = [{**PERSON, "first_name": "", "email": "", "country": ""}]
    browser = shown.signed_in()
    for path in (PAGE, f"{PAGE}/{REF}"):
        page = page_of(browser.get(path))
        assert "erased" in page.select_one("main").get_text()
        assert not page.select("a[href^=mailto]")


def test_a_hint_stands_with_its_reason(shown):
    browser = shown.signed_in()
    for path in (PAGE, f"{PAGE}/{REF}"):
        text = page_of(browser.get(path)).select_one("main").get_text(" ", strip=True)
        assert "the same mailbox under another name: e-other00000000001" in text


def test_who_deserves_a_look_is_asked_for_alone(shown):
    page = page_of(shown.signed_in().get(f"{PAGE}?state=to_look_at&country=BE"))
    (question,) = asked(shown, "people")
    assert question.query == {"hinted": "true", "limit": 50}
    assert page.select_one(".filters a[aria-current]").get_text() == "To look at"


@pytest.mark.parametrize("state", ["sealed", "drawn", "settled", "cancelled"])
def test_whoever_did_not_confirm_is_awaited_no_more_once_that_is_over(gateway, state):
    gateway.services.add("c-1", state=state)
    gateway.services.people = [{**PERSON, "state": "unconfirmed", "confirmed_at": None}]
    browser = gateway.signed_in()
    for path in (PAGE, f"{PAGE}/{REF}"):
        text = browser.get(path).text
        assert ("Never confirmed" in text, "Awaits its mail" in text) == (True, False)
        french = browser.get(path.replace("/en/", "/fr/")).text
        assert ("Jamais confirmée" in french, "Attend son courriel" in french) == (True, False)


def test_whoever_may_still_confirm_is_awaited_until_that_instant(gateway):
    gateway.services.add("c-1", state="closed", confirm_until="2026-03-26T11:00:00.001Z")
    gateway.services.people = [{**PERSON, "state": "unconfirmed", "confirmed_at": None}]
    assert "Awaits its mail" in gateway.signed_in().get(PAGE).text
    gateway.clock.advance(seconds=1)
    assert "Awaits its mail" not in gateway.signed_in().get(PAGE).text


def test_a_consent_agrees_with_its_noun_and_a_mail_with_a_receipt_says_so(shown):
    page = page_of(shown.signed_in().get(f"{PAGE}/{REF}".replace("/en/", "/fr/")))
    heads = [each.get_text() for each in page.select("[aria-labelledby=consents-title] thead th")]
    assert heads[2:4] == ["Confirmé par courriel", "Retiré"]
    assert "Reçu signé" in page.select_one("[aria-labelledby=mails-title]").get_text()


@pytest.mark.parametrize("state", ["unconfirmed", "excluded", "withdrawn", "lapsed"])
def test_who_does_not_take_part_has_no_chance(shown, state):
    shown.services.people = [{**PERSON, "state": state}]
    (chances,) = [
        each.select_one("dd").get_text()
        for each in page_of(shown.signed_in().get(f"{PAGE}/{REF}")).select("dl.lines div")
        if each.select_one("dt").get_text() == "Chances"
    ]
    assert chances == "–"


def test_a_box_that_was_declined_was_never_given(shown):
    declined = {**CONSENT, "purpose": "marketing", "confirmed_at": None}
    declined |= {"withdrawn_at": "2026-03-24T09:00:00.000Z"}
    shown.services.people = [{**PERSON, "consents": [declined]}]
    page = page_of(shown.signed_in("manager").get(f"{PAGE}/{PERSON['ref']}"))
    (row,) = page.select("[aria-labelledby=consents-title] tbody tr")
    assert [cell.get_text(strip=True) for cell in row.select("td")][:3] == [
        "–",
        "–",
        "never confirmed",
    ]


def test_countries_are_offered_that_somebody_is_of(shown):
    shown.services.countries = ["CH", "BE"]
    page = page_of(shown.signed_in().get(PAGE))
    offered = [each["value"] for each in page.select("select[name=country] option")]
    assert offered == ["", "BE", "CH"]


def test_a_consent_is_shown_by_its_words_in_their_language(shown):
    consents = [{**CONSENT, "text": "Écrivez-moi.", "language": "fr"}, {**CONSENT, "text": None}]
    shown.services.people = [{**PERSON, "consents": consents}]
    page = page_of(shown.signed_in().get(f"{PAGE}/{REF}"))
    words, lost = page.select("[aria-labelledby=consents-title] tbody th")
    assert words.select_one("[lang=fr]").get_text() == "Écrivez-moi."
    assert "are not in the contest any more" in lost.get_text()
    assert not words.select(".ref")


def test_a_correction_is_shown_by_who_when_and_which_field(shown):
    at = "2026-03-26T10:00:00.000Z"
    shown.services.people = [
        {**PERSON, "corrections": [{"fields": ["first_name", "country"], "at": at, "by": ""}]}
    ]
    page = page_of(shown.signed_in().get(f"{PAGE}/{REF}"))
    (row,) = page.select("[aria-labelledby=corrections-title] tbody tr")
    said = [each.get_text() for each in row.select("td")]
    assert said == ["First name, Country", "the person themselves"]


def test_a_letter_opens_to_its_text_in_the_language_of_the_person(shown):
    letter = {"subject": "Votre lot", "text": "Bonjour,\nil part demain."}
    mails = [MAIL, {**MAIL, "purpose": "letter", "letter": letter}]
    shown.services.people = [{**PERSON, "mails": mails}]
    page = page_of(shown.signed_in().get(f"{PAGE}/{REF}"))
    plain, opened = page.select("[aria-labelledby=mails-title] tbody th")
    assert not plain.select("details")
    assert opened.select_one("details [lang=fr] .written").get_text() == letter["text"]


def test_a_name_that_is_nobodys_is_no_reference(shown):
    shown.services.people = []
    page = page_of(shown.signed_in().post(PAGE, {"sought": "elodie"}))
    assert "Found by “elodie”" in page.select_one("#people-title").get_text()
    assert "Nobody of this contest" in page.select_one("#people").get_text()


def test_of_mails_without_a_text_the_page_says_what_they_are(shown):
    letter = {"subject": "Bravo", "text": "Votre lot part demain."}
    said = "which mail it was is kept, its text is not"
    browser = shown.signed_in()
    assert said in page_of(browser.get(f"{PAGE}/{REF}")).get_text(" ")
    mails = [{**MAIL, "purpose": "letter", "letter": letter}]
    shown.services.people = [{**PERSON, "mails": mails}]
    text = page_of(browser.get(f"{PAGE}/{REF}")).get_text(" ")
    assert said not in text
    assert letter["text"] in text


@pytest.mark.parametrize(("sought", "says"), [("Zoé", True), ("zoe@example.org", False)])
def test_a_search_by_name_says_whom_it_does_not_find(shown, sought, says):
    text = page_of(shown.signed_in().post(PAGE, {"sought": sought})).get_text(" ")
    assert ("is found by address or reference" in text) is says


def test_a_newsletter_that_was_asked_and_never_confirmed_is_no_consent(shown):
    waiting = {**CONSENT, "confirmed_at": None}
    shown.services.people = [{**PERSON, "state": "unconfirmed", "consents": [waiting]}]
    cells = page_of(shown.signed_in("manager").get(PAGE)).select('[data-label="Newsletter"]')
    assert [cell.get_text(strip=True) for cell in cells] == ["asked, not confirmed"]
