"""Applying to an open program, for everybody: what is shown, asked, kept and never told."""

import pytest

from services.influencers.domain.program import ProgramAction
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.influencers.bureau import WORKSPACE

TYPED = {
    "name": "Le carnet d’Élise",
    "email": "elise@carnet.example",
    "kind": "blogger",
    "country": "BE",
    "of_age": "yes",
    "accept_terms": "yes",
}


def sent(agency: Agency, program, **typed: str):
    """Send the form of a program's page; "" leaves a box unticked."""
    someone, page = agency.visitor(), agency.join(program)
    shown = hidden(someone.get(page), "terms_hash")
    given = {**TYPED, "terms_hash": shown, **typed}
    return someone.post(page, {name: text for name, text in given.items() if text})


def test_the_page_says_what_one_earns_and_the_terms_and_never_the_budget(agency: Agency) -> None:
    program = agency.bureau.opened()
    page = agency.visitor().get(agency.join(program))
    for said in ("€0.50 for each lead", "The contract.", program.terms_hash, "Maison Lumen SAS"):
        assert said in words(page)
    assert "5,000" not in page.text
    assert "Set-Cookie" not in page.headers


def test_an_application_waits_with_the_terms_that_were_shown(agency: Agency) -> None:
    program = agency.bureau.opened()
    answer = sent(agency, program)
    assert (answer.status_code, answer.location) == (303, f"{agency.join(program)}/thanks")
    assert "The team reads it" in words(agency.visitor().get(answer.location))
    [found] = agency.bureau.enrollments(program)
    assert (found.state, found.terms_hash, found.accepted_in) == (
        "pending",
        program.terms_hash,
        "en",
    )


def test_nothing_tells_whether_an_address_is_known(agency: Agency) -> None:
    program = agency.bureau.opened()
    one, other = sent(agency, program), sent(agency, program, name="Somebody else")
    assert (one.status_code, one.location) == (other.status_code, other.location)
    assert agency.bureau.context.stores.partners.count(WORKSPACE) == 1


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_lost(agency: Agency) -> None:
    answer = sent(agency, agency.bureau.opened(), name="", of_age="", accept_terms="")
    assert answer.status_code == 422
    links = [link["href"] for link in read(answer).select(".summary a")]
    assert links == ["#name", "#of_age", "#accept_terms"]
    assert read(answer).find(id="email")["value"] == TYPED["email"]


def test_what_is_no_address_is_said_beside_it(agency: Agency) -> None:
    answer = sent(agency, agency.bureau.opened(), email="elise")
    assert answer.status_code == 422
    assert read(answer).find(id="email")["aria-invalid"] == "true"


def test_terms_that_are_not_those_of_the_program_are_not_accepted(agency: Agency) -> None:
    program = agency.bureau.opened()
    answer = sent(agency, program, terms_hash="ab" * 32)
    assert answer.status_code == 409
    assert "These are not the terms" in words(answer)
    assert agency.bureau.enrollments(program) == []


@pytest.mark.parametrize("move", [ProgramAction.PAUSE, ProgramAction.END])
def test_a_program_that_takes_nobody_in_has_a_page_that_says_so(agency: Agency, move) -> None:
    program = agency.bureau.opened()
    agency.bureau.moved(move, program)
    answer = agency.visitor().get(agency.join(program))
    assert answer.status_code == 410
    assert "No applications now" in words(answer)


def test_a_draft_has_no_page(agency: Agency) -> None:
    assert agency.visitor().get(agency.join(agency.bureau.drafted())).status_code == 404


def test_a_form_that_was_open_for_too_long_is_shown_again_whole(agency: Agency) -> None:
    program = agency.bureau.opened()
    someone, page = agency.visitor(), agency.join(program)
    form = {**TYPED, "terms_hash": program.terms_hash, "csrf_token": "old"}
    answer = someone.client.post(
        page,
        base_url="http://127.0.0.1:8000",
        data=form,
        headers={"Origin": "http://127.0.0.1:8000"},
    )
    assert answer.status_code == 422
    assert read(answer).find(id="name")["value"] == TYPED["name"]
    assert agency.bureau.enrollments(program) == []


def test_a_network_that_sends_too_many_forms_is_told_when_to_come_back(agency: Agency) -> None:
    program, someone = agency.bureau.opened(), agency.visitor()
    page = agency.join(program)
    answers = [someone.post(page, TYPED) for _ in range(31)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert read(answers[-1]).find(id="name")["value"] == TYPED["name"]
