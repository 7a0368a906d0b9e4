"""Partners on their pages: entered, found, asked in, decided; and nothing is lost."""

import pytest

from services.influencers.use_cases.people.erase import erase_person
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.influencers.bureau import APPLICATION, PARTNER, WORKSPACE

TYPED = {**PARTNER, "vat": "unknown"}


def entered(agency: Agency, **typed: str):
    """Enter a partner by the form."""
    team = agency.team("manager")
    key = hidden(team.get("/en/partners/new"), "key")
    return team, team.post("/en/partners/new", {**TYPED, "key": key, **typed})


def test_a_partner_is_entered_and_shown_with_source_and_basis(agency: Agency) -> None:
    team, answer = entered(agency)
    page = words(team.get(answer.location))
    for said in ("Zoé Marchetti", "zoe@marchetti.example", "a legitimate interest", "France"):
        assert said in page
    assert "They are in no program." in page


def test_each_empty_field_is_asked_for_beside_it(agency: Agency) -> None:
    _, answer = entered(agency, name="", source="", kind="")
    assert answer.status_code == 422
    links = [link["href"] for link in read(answer).select(".summary a")]
    assert set(links) == {"#name", "#kind", "#source"}
    assert read(answer).find(id="email")["value"] == PARTNER["email"]


def test_an_address_that_a_partner_has_leads_to_that_partner(agency: Agency) -> None:
    _, first = entered(agency)
    _, answer = entered(agency, name="Somebody else")
    assert answer.status_code == 422
    assert read(answer).select_one(f"a[href='{first.location}']")
    assert read(answer).find(id="name")["value"] == "Somebody else"


def test_what_is_known_is_corrected_in_the_version_that_was_shown(agency: Agency) -> None:
    team, made = entered(agency)
    form = f"{made.location}/edit"
    version = hidden(team.get(form), "version")
    assert team.post(form, {**TYPED, "vat": "exempt", "version": version}).status_code == 303
    assert "without VAT" in words(team.get(made.location))
    late = team.post(form, {**TYPED, "vat": "liable", "version": version})
    assert (late.status_code, hidden(late, "version")) == (422, "2")


def test_the_list_is_filtered_in_its_address_and_searched_outside_of_it(agency: Agency) -> None:
    entered(agency)
    team, _ = entered(agency, name="Côté Salon", email="a@salon.example", kind="press")
    assert "Zoé" not in words(team.get("/en/partners?kind=press"))
    assert "Côté Salon" in words(team.get("/en/partners?kind=press&country=FR"))
    assert "Nobody fits" in words(team.get("/en/partners?country=DE"))
    for sought in ("zoe@marchetti.example", "zoé"):
        found = team.post("/en/partners", {"text": sought})
        assert found.status_code == 200
        assert "Zoé Marchetti" in words(found)
        assert "Côté Salon" not in words(found)
    assert "No partner has this address" in words(team.post("/en/partners", {"text": "bastien"}))


@pytest.mark.parametrize("text", ["", "zoe@"])
def test_what_nobody_can_be_found_by_is_said(agency: Agency, text: str) -> None:
    answer = agency.team().post("/en/partners", {"text": text})
    assert answer.status_code == 422
    assert read(answer).find(id="text")["value"] == text


def test_a_filter_that_does_not_exist_shows_everybody(agency: Agency) -> None:
    team, _ = entered(agency)
    assert "Zoé" in words(team.get("/en/partners?kind=robot&country=XX&after="))


def test_a_partner_is_asked_in_with_a_group_and_accepts_before_being_taken_in(agency) -> None:
    program = agency.bureau.opened()
    team, made = entered(agency)
    team.post(f"{made.location}/enroll", {"program": f"{program.id}/Fidèles"}, page=made.location)
    assert "Has still to accept the terms" in words(team.get(made.location))
    assert "/approve" not in team.get(made.location).text
    agency.bureau.applied(program, email=PARTNER["email"])
    [enrollment] = agency.bureau.enrollments(program)
    asking = f"{made.location}/{enrollment.id}/approve"
    chosen = read(team.get(asking)).select_one("select[name=group] option[selected]")
    assert chosen["value"] == "Fidèles"
    assert team.post(asking, {"group": "Fidèles"}).status_code == 303
    [found] = agency.bureau.enrollments(program)
    assert (found.state, found.group, found.accepted_in) == ("approved", "Fidèles", "fr")


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        (["reject"], "Not taken in"),
        (["approve", "deactivate"], "Ended for now"),
        (["approve", "deactivate", "reactivate"], "In"),
        (["ban"], "Ended for good"),
    ],
)
def test_a_decision_has_a_page_of_its_own_then_is_made(agency, decisions, state) -> None:
    waiting, team = agency.bureau.pending(agency.bureau.opened()), agency.team()
    page = f"/en/partners/{waiting.partner_id}"
    for decision in decisions:
        assert team.post(f"{page}/{waiting.id}/{decision}").status_code == 303
    badge = read(team.get(page)).select_one("#programs .badge")
    assert badge.get_text() == state


def test_a_decision_that_came_too_late_is_told(agency: Agency) -> None:
    waiting, team = agency.bureau.pending(agency.bureau.opened()), agency.team()
    page = f"/en/partners/{waiting.partner_id}"
    team.post(f"{page}/{waiting.id}/ban")
    late = team.post(f"{page}/{waiting.id}/approve", page=page)
    assert late.status_code == 422
    assert "This partnership changed in the meantime." in words(late)
    assert team.get(f"{page}/{waiting.id}/approve").location == page


def test_the_partners_of_a_program_are_listed_by_where_they_stand(agency: Agency) -> None:
    program = agency.bureau.opened()
    agency.bureau.applied(program)
    team, page = agency.team(), f"/en/programs/{program.id}/partners"
    assert APPLICATION["name"] in words(team.get(page))
    assert "Nobody stands there." in words(team.get(f"{page}?state=approved"))


def test_of_whom_everything_was_erased_nothing_can_be_changed(agency: Agency) -> None:
    team, made = entered(agency)
    erase_person(agency.bureau.context, workspace=WORKSPACE, by="ada", email=PARTNER["email"])
    page = words(team.get(made.location))
    assert "name erased" in page
    assert PARTNER["email"] not in page
    assert team.get(f"{made.location}/edit").location == made.location


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_who_may_not_read_people_is_not_led_to_partners(agency: Agency, role: str) -> None:
    bar = read(agency.team(role).get("/en/programs")).find("header")
    assert "Programs" in bar.get_text()
    assert "Partners" not in bar.get_text()
