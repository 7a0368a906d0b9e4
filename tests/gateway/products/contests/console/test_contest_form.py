"""The contest form: what is typed is kept, drafts save, nothing unfinished is published."""

import pytest
from bs4 import BeautifulSoup
from werkzeug.datastructures import MultiDict

from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.console.edit.values import values_of
from services.gateway.products.contests.words import CONTEST_FIELDS
from shared.errors import FieldError
from shared.forms.reading import read
from tests.gateway.forms import COMPLETE_FORM, EDIT
from tests.gateway.recorded import COMPLETE, DEFAULTS, TEXTS


@pytest.fixture
def draft(gateway):
    gateway.services.add("c-1")
    return gateway.services.contests["c-1"]


def _soup(answer):
    return BeautifulSoup(answer.text, "html.parser")


def test_a_contest_begins_as_a_draft_and_leads_to_its_form(gateway):
    answer = gateway.signed_in().post("/en/contests")
    assert answer.status_code == 303
    assert answer.location.endswith("/edit")
    assert len(gateway.services.contests) == 1


def test_a_date_that_nobody_chose_stays_empty_in_its_field(gateway):
    gateway.services.add("c-1", settings=COMPLETE, computed=["draw_at"])
    page = _soup(gateway.signed_in().get(EDIT))
    assert page.select_one("[name='settings.draw_at']")["value"] == ""
    assert page.select_one("[name='settings.claims_end_at']")["value"] != ""


def test_three_quick_presses_of_one_page_begin_one_draft(gateway):
    browser = gateway.signed_in()
    page = _soup(browser.get("/en/contests"))
    form = {each["name"]: each["value"] for each in page.select("form[action$=contests] input")}
    places = {browser.post("/en/contests", form).location for _ in range(3)}
    assert len(places) == len(gateway.services.contests) == 1
    again = _soup(browser.get("/en/contests"))
    assert again.select_one("input[name=key]")["value"] != form["key"]


def test_a_saved_draft_holds_what_was_typed_in_the_units_of_the_api(gateway, draft):
    answer = gateway.signed_in().post(EDIT, {**COMPLETE_FORM, "action": "save"})
    assert (answer.status_code, answer.location) == (303, EDIT)
    settings = draft["settings"]
    assert settings["opens_at"] == "2026-04-02T07:00:00.000Z"
    assert settings["confirm_within"] == 86400
    assert settings["answer_within"] == 604800
    assert settings["prizes"] == [
        {
            "name": "A weekend in Arles",
            "count": 3,
            "value": {"amount": 65000, "currency": "EUR"},
        }
    ]
    assert settings["eligibility"] == {"countries": ["FR", "BE"], "minimum_age": 18}
    assert (draft["slug"], draft["texts"]["fr"]["title"]) == ("arles", "Un week-end à Arles")


def test_what_a_contest_holds_comes_back_from_its_form_unchanged(gateway):
    contest = {"version": 1, "slug": "arles", "settings": COMPLETE, "texts": TEXTS}
    with gateway.app.app_context():
        shown = values_of(contest)
    reading = read(CONTEST_FIELDS, shown, contest, draft=True)
    assert reading.errors == []
    body = reading.patch(contest)
    sent = {name: value for name, value in body["settings"].items() if value is not None}
    assert sent == COMPLETE
    assert body["texts"] == TEXTS


def test_texts_that_the_form_does_not_ask_stay(gateway, draft):
    draft["texts"] = {"fr": {"title": "x", "image_alt": "Une maison"}}
    gateway.signed_in().post(EDIT, {**COMPLETE_FORM, "action": "save"})
    assert draft["texts"]["fr"]["image_alt"] == "Une maison"


def test_a_date_that_was_emptied_is_taken_back(gateway, draft):
    draft["settings"]["draw_at"] = "2026-05-02T10:00:00.000Z"
    gateway.signed_in().post(EDIT, {**COMPLETE_FORM, "action": "save"})
    assert "draw_at" not in draft["settings"]


def test_fields_of_a_mechanic_are_drawn_and_read_without_knowing_it(gateway, draft):
    browser = gateway.signed_in()
    page = _soup(browser.get(EDIT))
    assert page.find(attrs={"name": "mechanic.secret_code.bonus"})
    chosen = {
        "settings.mechanic.kind": "secret_code",
        "mechanic.secret_code.code": "SOLEIL",
        "mechanic.secret_code.bonus": "2",
        "action": "save",
    }
    browser.post(EDIT, {**COMPLETE_FORM, **chosen})
    assert draft["settings"]["mechanic"] == {"kind": "secret_code", "code": "SOLEIL", "bonus": 2}


@pytest.mark.parametrize(
    ("field", "typed", "anchor"),
    [
        ("settings.opens_at", "tomorrow", "settings.opens_at"),
        ("settings.alternates", "five", "settings.alternates"),
        ("settings.answer_within.number", "-3", "settings.answer_within"),
        ("settings.prizes.0.value.amount", "a lot", "settings.prizes.0.value.amount"),
        ("settings.prizes.0.value.amount", "1.005", "settings.prizes.0.value.amount"),
        ("settings.prizes.0.value.amount", "1e3", "settings.prizes.0.value.amount"),
        ("settings.prizes.0.value.amount", "1e999999", "settings.prizes.0.value.amount"),
        ("settings.prizes.0.value.amount", "1_000", "settings.prizes.0.value.amount"),
        ("settings.prizes.0.value.amount", "12.500", "settings.prizes.0.value.amount"),
        ("settings.prizes.0.count", "²", "settings.prizes.0.count"),
        ("settings.prizes.0.count", "1e999999", "settings.prizes.0.count"),
        ("settings.alternates", "1 2", "settings.alternates"),
    ],
)
def test_what_cannot_be_read_is_shown_again_beside_its_reason(gateway, draft, field, typed, anchor):
    answer = gateway.signed_in().post(EDIT, {**COMPLETE_FORM, field: typed, "action": "save"})
    assert answer.status_code == 422
    page = _soup(answer)
    wrong = page.find(id=anchor)
    assert wrong["aria-invalid"] == "true"
    assert page.find(id=f"{anchor}-error").get_text()
    assert f"{anchor}-error" in wrong["aria-describedby"]
    assert page.select_one(f'.summary a[href="#{anchor}"]')
    assert page.find(attrs={"name": field})["value"] == typed
    assert draft["version"] == 1


def test_leading_zeros_change_no_number(gateway, draft):
    typed = {"settings.alternates": "0000000000000005"}
    gateway.signed_in().post(EDIT, {**COMPLETE_FORM, **typed, "action": "save"})
    assert draft["settings"]["alternates"] == 5


@pytest.mark.parametrize("row", ["²", "9" * 5000, "-1", "x", "1e3"])
def test_a_row_that_is_no_number_is_passed_over(gateway, draft, row):
    typed = {f"settings.prizes.{row}.name": "?", "action": f"remove_prize.{row}"}
    assert gateway.signed_in().post(EDIT, {**COMPLETE_FORM, **typed}).status_code == 200


def test_no_language_ticked_is_told_and_never_taken_for_both(gateway, draft):
    form = {**COMPLETE_FORM, "action": "save"}
    del form["settings.languages"]
    answer = gateway.signed_in().post(EDIT, form)
    page = _soup(answer)
    assert answer.status_code == 422
    assert draft["settings"]["languages"] == ["fr", "en"]
    assert "Tick at least one." in page.select_one(".summary").get_text()
    boxes = page.select("input[name='settings.languages']")
    assert not any(box.has_attr("checked") for box in boxes)
    assert page.select_one(".summary a")["href"] == f"#{boxes[0]['id']}"
    for box in boxes:
        assert box["aria-invalid"] == "true"
        assert page.find(id=box["aria-describedby"]).get_text().endswith("Tick at least one.")


def test_publishing_too_early_shows_what_blocks_with_links_to_fields_that_exist(gateway, draft):
    form = {**COMPLETE_FORM, "settings.organiser.name": "", "settings.prizes.0.name": "",
            "settings.prizes.0.count": "", "settings.prizes.0.value.amount": "",
            "settings.closes_at": "2026-04-01T18:00", "texts.en.title": "",
            "action": "publish"}  # fmt: skip
    answer = gateway.signed_in().post(EDIT, form)
    assert answer.status_code == 422
    page = _soup(answer)
    summary = page.select_one(".summary[data-focus]")
    links = [link["href"].removeprefix("#") for link in summary.select("a")]
    assert len(links) == 4
    assert all(page.find(id=link) for link in links)
    assert "The closing comes before the opening." in summary.get_text()
    assert draft["state"] == "draft"


def test_a_complete_draft_leads_to_the_page_that_publishes(gateway, draft):
    answer = gateway.signed_in().post(EDIT, {**COMPLETE_FORM, "action": "publish"})
    assert answer.location == "/en/contests/c-1/publish"
    assert draft["state"] == "draft"


def test_publish_is_never_disabled(gateway, draft):
    page = _soup(gateway.signed_in().get(EDIT))
    buttons = page.select('button[value="publish"]')
    assert buttons
    assert not any(button.has_attr("disabled") for button in buttons)


def test_the_list_of_what_blocks_shrinks_as_things_are_done(gateway, draft):
    browser = gateway.signed_in()
    before = len(_soup(browser.get(EDIT)).select(".blocking .todo"))
    browser.post(EDIT, {**COMPLETE_FORM, "action": "save"})
    after = _soup(browser.get(EDIT))
    assert before == 6
    assert after.select(".blocking .todo") == []
    assert "8 of 8" in after.select_one("#checklist").get_text()


def test_a_draft_saves_by_itself_and_says_the_time(gateway, draft):
    answer = gateway.signed_in().post(EDIT, {**COMPLETE_FORM, "action": "autosave"})
    assert answer.status_code == 200
    page = _soup(answer)
    assert "Saved at 14:32" in page.find(attrs={"data-part": "saved"}).get_text()
    assert page.find(attrs={"name": "version"})["value"] == "2"


def test_a_draft_that_cannot_be_saved_by_itself_says_why(gateway, draft):
    form = {**COMPLETE_FORM, "settings.alternates": "many", "action": "autosave"}
    answer = gateway.signed_in().post(EDIT, form)
    assert answer.status_code == 422
    assert "Not saved. Alternates:" in _soup(answer).find(attrs={"data-part": "saved"}).get_text()


def test_a_prize_is_added_and_removed_without_a_script_and_without_a_loss(gateway, draft):
    browser = gateway.signed_in()
    more = _soup(browser.post(EDIT, {**COMPLETE_FORM, "action": "add_prize"}))
    assert more.find(id="settings.prizes.1.name").has_attr("autofocus")
    assert more.find(id="settings.prizes.0.name")["value"] == "A weekend in Arles"
    assert more.find(id="texts.fr.title")["value"] == "Un week-end à Arles"
    two = {**COMPLETE_FORM, "settings.prizes.1.name": "A book", "action": "remove_prize.0"}
    less = _soup(browser.post(EDIT, two))
    assert less.find(id="settings.prizes.0.name")["value"] == "A book"
    assert less.find(id="settings.prizes.1.name") is None


def test_a_draft_that_someone_else_changed_is_not_overwritten_by_surprise(gateway, draft):
    browser = gateway.signed_in()
    draft["version"] = 4
    answer = browser.post(EDIT, {**COMPLETE_FORM, "action": "save"})
    assert answer.status_code == 422
    page = _soup(answer)
    assert "Someone else changed this" in page.select_one(".summary").get_text()
    assert page.find(id="settings.organiser.name")["value"] == "Maison Lumen SAS"
    assert page.find(attrs={"name": "version"})["value"] == "4"


@pytest.mark.parametrize("kind", ["", "lottery", "simple"])
def test_a_mechanic_that_is_none_is_told_beside_its_choices(gateway, draft, kind):
    real = gateway.services.ask

    def refuse(question):
        if question.method == "PATCH":
            raise ServiceProblem(422, "invalid", [FieldError("settings.mechanic.kind", "missing")])
        return real(question)

    gateway.services.ask = refuse
    form = {**COMPLETE_FORM, "settings.mechanic.kind": kind, "action": "save"}
    page = _soup(gateway.signed_in().post(EDIT, form))
    linked = page.find(id=page.select_one(".summary a")["href"].removeprefix("#"))
    assert linked["type"] == "radio"
    assert page.find(id=linked["aria-describedby"])["class"] == ["error"]


def test_a_refusal_of_the_service_stands_beside_its_field(gateway, draft):
    browser = gateway.signed_in()
    real = gateway.services.ask

    def refuse(question):
        if question.method == "PATCH":
            raise ServiceProblem(422, "invalid", [FieldError("slug", "slug")])
        return real(question)

    gateway.services.ask = refuse
    answer = browser.post(EDIT, {**COMPLETE_FORM, "slug": "Été !", "action": "save"})
    assert answer.status_code == 422
    assert "lower-case letters" in _soup(answer).find(id="slug-error").get_text()


def test_an_address_that_is_taken_stands_beside_its_field(gateway, draft):
    browser = gateway.signed_in()
    real = gateway.services.ask

    def refuse(question):
        if question.method == "PATCH":
            raise ServiceProblem(409, "slug_taken")
        return real(question)

    gateway.services.ask = refuse
    answer = browser.post(EDIT, {**COMPLETE_FORM, "action": "save"})
    assert "Another contest has this address" in _soup(answer).find(id="slug-error").get_text()


def test_what_was_typed_stays_when_the_service_is_down(gateway, draft):
    browser = gateway.signed_in()
    real = gateway.services.ask

    def refuse(question):
        if question.method == "PATCH":
            raise ServiceProblem(503, "unavailable")
        return real(question)

    gateway.services.ask = refuse
    answer = browser.post(EDIT, {**COMPLETE_FORM, "action": "save"})
    page = _soup(answer)
    assert "Nothing is lost" in page.select_one(".summary").get_text()
    assert page.find(id="settings.organiser.name")["value"] == "Maison Lumen SAS"


def test_every_field_has_a_label_and_every_hint_is_joined_to_its_field(gateway, draft):
    page = _soup(gateway.signed_in().get(EDIT))
    for box in page.select("main input:not([type=hidden]), main select, main textarea"):
        assert page.find("label", attrs={"for": box["id"]}) or box.get("aria-label"), box
        for described in box.get("aria-describedby", "").split():
            assert page.find(id=described), described


def test_no_id_stands_twice_on_the_form(gateway, draft):
    ids = [tag["id"] for tag in _soup(gateway.signed_in().get(EDIT)).find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_an_empty_form_is_read_without_a_fault():
    assert read(CONTEST_FIELDS, MultiDict(), {}, draft=True).errors == []


@pytest.mark.parametrize(
    ("typed", "said", "taken"),
    [
        (
            "2026-10-25T02:30",
            "comes twice",
            ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"],
        ),
        ("2027-03-28T02:30", "not exist", ["2027-03-28T01:30:00.000Z", "2027-03-28T00:30:00.000Z"]),
    ],
)
def test_where_clocks_change_the_instant_is_said_before_it_is_saved_and_can_be_chosen(
    gateway, draft, typed, said, taken
):
    browser = gateway.signed_in()
    form = {**COMPLETE_FORM, "settings.closes_at": typed, "action": "save"}
    answer = browser.post(EDIT, form)
    page = _soup(answer)
    assert (answer.status_code, draft["version"]) == (422, 1)
    assert said in page.select_one('.summary a[href="#settings.closes_at"]').get_text()
    assert page.find(id="settings.closes_at")["value"] == typed
    offered = page.find("select", id="settings.closes_at.fold")
    hours = [option.get_text() for option in offered.select("option")]
    assert len(set(hours)) == 2
    assert all("(UTC+" in hour for hour in hours)
    for number, instant in enumerate(taken):
        chosen = {"settings.closes_at.fold": str(number), "version": str(draft["version"])}
        assert browser.post(EDIT, {**form, **chosen}).status_code == 303
        assert draft["settings"]["closes_at"] == instant
    again = _soup(browser.get(EDIT)).find("select", id="settings.closes_at.fold")
    shown = again.select_one("option[selected]")["value"] if again else None
    assert shown == ("1" if said == "comes twice" else None)


def test_a_refusal_stands_at_the_row_of_the_page_that_it_is_about(gateway, draft):
    browser = gateway.signed_in()
    real = gateway.services.ask

    def refuse(question):
        if question.method == "PATCH":
            raise ServiceProblem(422, "invalid", [FieldError("settings.prizes.1.name", "too_long")])
        return real(question)

    gateway.services.ask = refuse
    form = {**COMPLETE_FORM, "settings.prizes.1.name": "", "settings.prizes.2.name": "B" * 201}
    page = _soup(browser.post(EDIT, {**form, "action": "save"}))
    assert page.find(id="settings.prizes.2.name-error")
    assert page.find(id="settings.prizes.1.name-error") is None


def test_a_mechanic_that_is_refused_shows_why_beside_its_own_field(gateway, draft):
    browser = gateway.signed_in()
    chosen = {"settings.mechanic.kind": "secret_code", "mechanic.secret_code.bonus": "many"}
    page = _soup(browser.post(EDIT, {**COMPLETE_FORM, **chosen, "action": "save"}))
    wrong = page.find(attrs={"name": "mechanic.secret_code.bonus"})
    assert wrong["id"] == "settings.mechanic.bonus"
    assert "Extra chances: enter a whole number" in page.find(id=f"{wrong['id']}-error").get_text()


def test_a_place_is_offered_once_by_whatever_name_it_was_chosen(gateway):
    def offered(**settings):
        gateway.services.add("c-1", settings={**DEFAULTS, **settings})
        page = _soup(gateway.signed_in().get(EDIT.replace("/en/", "/fr/")))
        zones = page.select("[id='settings.zone'] option")
        return {each["value"]: each.get_text() for each in zones}

    usual = offered()
    assert usual["America/Toronto"] == "heure de Toronto – Montréal (America/Toronto)"
    assert usual["America/Guadeloupe"] == "heure de la Guadeloupe (America/Guadeloupe)"
    assert "America/Montreal" not in usual
    chosen = offered(zone="America/Montreal")
    assert ("America/Montreal" in chosen, "America/Toronto" in chosen) == (True, False)
