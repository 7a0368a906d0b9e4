"""A program on its pages: drafted, opened, paused, ended; nothing typed is lost."""

import pytest

from services.influencers.domain.program import ProgramAction
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words

FORM = {
    "settings.name": "Printemps",
    "settings.objective": "La collection de printemps",
    "settings.year": "2026",
    "settings.currency": "EUR",
    "settings.budget.amount": "5 000,00 €",
    "settings.lead.amount": "0,50",
    "settings.sale_share": "125",
    "settings.hold_days": "14",
    "settings.minimum_payout.amount": "20",
    "settings.groups.0.name": "Fidèles",
    "settings.groups.0.sale_share": "200",
    "settings.organiser": "Maison Lumen SAS",
    "settings.contact": "partenaires@lumen.example",
    "settings.terms.fr": "Le contrat.",
    "settings.terms.en": "The contract.",
}


def begun(agency: Agency, language: str = "en"):
    """Begin a draft; return the browser and the address of its form."""
    team, page = agency.team(), f"/{language}/programs"
    key = hidden(team.get(page), "key")
    made = team.post(page, {"key": key})
    assert made.status_code == 303
    return team, made.location


def saved(team, form_page: str, action: str = "save", **more: str):
    """Send the form of a draft."""
    version = hidden(team.get(form_page), "version")
    return team.post(form_page, {**FORM, **more, "version": version, "action": action})


def test_a_program_is_drafted_read_over_and_opened(agency: Agency) -> None:
    team, form = begun(agency)
    answer = saved(team, form, "publish")
    assert (answer.status_code, answer.location) == (303, form.replace("/edit", "/open"))
    asking = team.get(answer.location)
    for said in (
        "€0.50 for each lead and 12.5% of each sale before tax",
        "Fidèles",
        "The contract.",
    ):
        assert said in words(asking)
    opened = team.post(answer.location, {"version": hidden(asking, "version")})
    page = words(team.get(opened.location))
    assert "Open to applications" in page
    assert "€20.00" in page
    assert "/join/" in team.get(opened.location).text


def test_in_french_the_sentence_is_spaced_as_french_is(agency: Agency) -> None:
    team, form = begun(agency, "fr")
    saved(team, form)
    said = read(team.get(form)).find("aside").get_text()
    assert (
        "Un partenaire gagne 0,50\u00a0€ pour chaque contact et 12,5\u00a0% de chaque vente" in said
    )
    assert "dû après 14\u00a0jours" in said


def test_pressed_twice_the_button_begins_one_program(agency: Agency) -> None:
    team = agency.team()
    key = hidden(team.get("/en/programs"), "key")
    one, other = (team.post("/en/programs", {"key": key}).location for _ in "ab")
    assert one == other


def test_what_blocks_stands_on_top_with_a_link_to_its_field(agency: Agency) -> None:
    team, form = begun(agency)
    wrong = {"settings.sale_flat.amount": "3", "settings.terms.en": ""}
    answer = saved(team, form, "publish", **wrong)
    assert answer.status_code == 422
    links = [link["href"] for link in read(answer).select(".summary a")]
    assert links == ["#settings.sale_flat.amount", "#settings.terms.en"]


def test_an_amount_that_cannot_be_read_is_said_and_nothing_is_lost(agency: Agency) -> None:
    team, form = begun(agency)
    answer = saved(team, form, **{"settings.lead.amount": "much"})
    page = read(answer)
    assert answer.status_code == 422
    assert page.find(id="settings.lead.amount")["value"] == "much"
    assert page.find(id="settings.terms.fr").get_text().strip() == "Le contrat."


def test_amounts_are_in_the_digits_of_the_currency_that_was_chosen(agency: Agency) -> None:
    team, form = begun(agency)
    yen = {"settings.currency": "JPY", "settings.budget.amount": "5 000"}
    saved(team, form, **yen, **{"settings.lead.amount": "50"})
    [program] = agency.bureau.context.stores.programs.page("maison-lumen").items
    assert program.settings["lead"] == {"amount": 50, "currency": "JPY"}
    refused = saved(team, form, **yen, **{"settings.lead.amount": "0.5"})
    assert refused.status_code == 422


def test_a_group_is_added_and_taken_away_before_it_is_saved(agency: Agency) -> None:
    team, form = begun(agency)
    added = read(saved(team, form, "add_group"))
    assert added.find(id="settings.groups.1.name").has_attr("autofocus")
    left = read(saved(team, form, "remove_group.0"))
    assert left.find(attrs={"name": "settings.groups.0.name"}) is None
    without = {name: text for name, text in FORM.items() if "groups" not in name}
    saved(team, form)
    version = hidden(team.get(form), "version")
    team.post(form, {**without, "version": version, "asked": "settings.groups", "action": "save"})
    [program] = agency.bureau.context.stores.programs.page("maison-lumen").items
    assert program.settings["groups"] == []


def test_of_two_who_edit_the_second_is_asked_and_loses_nothing(agency: Agency) -> None:
    team, form = begun(agency)
    shown = hidden(team.get(form), "version")
    saved(team, form)
    answer = team.post(form, {**FORM, "settings.name": "Été", "version": shown, "action": "save"})
    assert answer.status_code == 422
    assert read(answer).find(id="settings.name")["value"] == "Été"
    theirs = read(answer).select_one("#theirs-title").parent.get_text()
    assert FORM["settings.name"] in theirs
    again = {**FORM, "settings.name": "Été", "version": hidden(answer, "version")}
    assert team.post(form, {**again, "action": "save"}).status_code == 303


@pytest.mark.parametrize(
    ("moves", "then", "state"),
    [
        (["pause"], "resume", "Paused"),
        (["pause", "resume"], "pause", "Open to applications"),
        (["end"], "none", "Ended"),
    ],
)
def test_an_open_program_is_paused_opened_again_or_ended(agency, moves, then, state) -> None:
    program, team = agency.bureau.opened(), agency.team()
    for move in moves:
        page = f"/en/programs/{program.id}/{move}"
        assert "What happens" in words(team.get(page))
        assert team.post(page, {"version": hidden(team.get(page), "version")}).status_code == 303
    shown = team.get(f"/en/programs/{program.id}")
    assert state in words(shown)
    offered = [move for move in ("pause", "resume", "end") if f'/{move}"' in shown.text]
    assert offered == ([] if then == "none" else [then, "end"])


def test_what_cannot_be_done_now_leads_back_to_the_program(agency: Agency) -> None:
    program = agency.bureau.opened()
    agency.bureau.moved(ProgramAction.END, program)
    answer = agency.team().get(f"/en/programs/{program.id}/pause")
    assert answer.location == f"/en/programs/{program.id}"


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_the_rest_of_the_team_reads_programs_and_is_offered_nothing(agency, role) -> None:
    program, member = agency.bureau.opened(), agency.team(role)
    page = member.get(f"/en/programs/{program.id}")
    assert page.status_code == 200
    for forbidden in ("/pause", "/end", "/partners"):
        assert f'{forbidden}"' not in page.text
    assert "Create a program" not in member.get("/en/programs").text
    for path in (f"/programs/{program.id}/edit", "/partners", f"/programs/{program.id}/partners"):
        assert member.get(f"/en{path}").status_code == 403


def test_programs_are_listed_by_state_and_nothing_yet_is_not_nothing_found(agency) -> None:
    team = agency.team()
    assert "Nothing yet" in words(team.get("/en/programs"))
    agency.bureau.opened()
    assert "Printemps" in words(team.get("/en/programs?state=open"))
    assert "No program is in this state." in words(team.get("/en/programs?state=ended"))
