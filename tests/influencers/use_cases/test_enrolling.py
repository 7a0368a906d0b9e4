"""From an application to a partner who is in: what is asked, what is decided, what stays."""

from dataclasses import replace
from typing import Any

import pytest

from services.influencers.domain.enrollment import Decision
from services.influencers.domain.errors import (
    ProgramNotOpen,
    TermsChanged,
    WrongEnrollmentState,
)
from services.influencers.domain.program import ProgramAction
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.enrollment.invite import invite_partner
from services.influencers.use_cases.enrollment.list import list_enrolled
from services.influencers.use_cases.people.erase import erase_person
from services.influencers.use_cases.program.read import read_program
from shared.errors import Invalid, NotFound
from tests.influencers.bureau import APPLICATION, WORKSPACE, Bureau

WHO = {"workspace": WORKSPACE, "by": "ada"}


def decided(bureau: Bureau, decision: Decision, enrollment: str, **more: Any) -> str:
    found = decide_enrollment(bureau.context, decision, **WHO, enrollment=enrollment, **more)
    return found.state.value


def test_an_application_waits_for_the_team(bureau: Bureau) -> None:
    program = bureau.opened()
    enrollment = bureau.pending(program)
    assert (enrollment.state, enrollment.terms_hash) == ("pending", program.terms_hash)
    partner = bureau.context.stores.partners.get(WORKSPACE, enrollment.partner_id)
    assert (partner.name, partner.source, partner.legal_basis) == (
        APPLICATION["name"],
        "application",
        "contract",
    )


def test_applying_twice_is_applying_once(bureau: Bureau) -> None:
    program = bureau.opened()
    bureau.applied(program)
    bureau.applied(program, email="Elise@Carnet.example")
    assert len(bureau.enrollments(program)) == 1
    assert bureau.context.stores.partners.count(WORKSPACE) == 1


def test_an_application_changes_nothing_of_a_partner_who_is_known(bureau: Bureau) -> None:
    program, partner = bureau.opened(), bureau.entered()
    bureau.applied(program, email=partner.email, name="Somebody else", country="US")
    assert bureau.context.stores.partners.get(WORKSPACE, partner.id) == partner
    assert [each.partner_id for each in bureau.enrollments(program)] == [partner.id]


@pytest.mark.parametrize("tick", ["of_age", "accept_terms"])
def test_a_box_that_is_not_ticked_is_asked_for(bureau: Bureau, tick: str) -> None:
    program = bureau.opened()
    with pytest.raises(Invalid) as refused:
        bureau.applied(program, **{tick: False})
    assert [(each.field, each.code) for each in refused.value.fields] == [(tick, "missing")]
    assert bureau.context.stores.partners.count(WORKSPACE) == 0


@pytest.mark.parametrize("move", [ProgramAction.PAUSE, ProgramAction.END])
def test_a_paused_or_ended_program_takes_no_application(bureau: Bureau, move: Any) -> None:
    program = bureau.opened()
    bureau.moved(move, program)
    with pytest.raises(ProgramNotOpen):
        bureau.applied(program)


def test_nobody_sees_a_draft(bureau: Bureau) -> None:
    with pytest.raises(NotFound):
        bureau.applied(bureau.drafted())


def test_terms_that_were_not_those_shown_are_not_accepted(bureau: Bureau) -> None:
    one, other = bureau.opened(), bureau.opened(terms={"fr": "Autre.", "en": "Other."})
    with pytest.raises(TermsChanged):
        bureau.applied(replace(one, terms_hash=other.terms_hash))


def test_a_partner_is_taken_in_with_a_group_by_a_named_account(bureau: Bureau) -> None:
    program = bureau.opened()
    waiting = bureau.pending(program)
    assert decided(bureau, Decision.APPROVE, waiting.id, group="Fidèles") == "approved"
    [found] = bureau.enrollments(program)
    assert (found.group, found.decided_by, found.decided_at) == (
        "Fidèles",
        "ada",
        bureau.clock.now(),
    )
    assert bureau.acts("enrollments") == ["enrollment_approve"]


def test_a_group_that_the_program_lacks_is_refused(bureau: Bureau) -> None:
    waiting = bureau.pending(bureau.opened())
    with pytest.raises(Invalid):
        decided(bureau, Decision.APPROVE, waiting.id, group="Inconnu")


def test_an_invited_partner_accepts_on_the_page_before_being_taken_in(bureau: Bureau) -> None:
    program, partner = bureau.opened(), bureau.entered()
    asked = invite_partner(bureau.context, **WHO, program=program.id, partner=partner.id)
    with pytest.raises(WrongEnrollmentState):
        decided(bureau, Decision.APPROVE, asked.id)
    bureau.applied(program, email=partner.email)
    assert decided(bureau, Decision.APPROVE, asked.id) == "approved"


def test_inviting_again_leaves_what_stands(bureau: Bureau) -> None:
    program, partner = bureau.opened(), bureau.entered()
    who = {**WHO, "program": program.id, "partner": partner.id}
    once = invite_partner(bureau.context, **who)
    assert invite_partner(bureau.context, **who, group="Fidèles") == once
    assert bureau.acts("enrollments") == ["enrollment_invite"]


def test_an_ended_program_takes_nobody_in_any_more(bureau: Bureau) -> None:
    program = bureau.opened()
    waiting = bureau.pending(program)
    bureau.moved(ProgramAction.END, program)
    with pytest.raises(WrongEnrollmentState):
        decided(bureau, Decision.APPROVE, waiting.id)
    assert decided(bureau, Decision.REJECT, waiting.id) == "rejected"


def test_the_partners_of_a_program_are_listed_by_state_and_counted(bureau: Bureau) -> None:
    program = bureau.opened()
    first = bureau.pending(program)
    second = bureau.pending(program, email="b@roux.example")
    decided(bureau, Decision.APPROVE, first.id)
    listed = list_enrolled(bureau.context, **WHO, program=program.id, state="pending")
    assert [each.id for each, _ in listed.items] == [second.id]
    view = read_program(bureau.context, workspace=WORKSPACE, program=program.id)
    assert view.counts == {"pending": 1, "approved": 1}


def test_erasing_ends_enrolments_and_leaves_what_leads_to_nobody(bureau: Bureau) -> None:
    program = bureau.opened()
    waiting = bureau.pending(program)
    decided(bureau, Decision.APPROVE, waiting.id)
    assert erase_person(bureau.context, **WHO, email=APPLICATION["email"])
    [left] = bureau.enrollments(program)
    assert (left.state, left.terms_hash) == ("deactivated", program.terms_hash)
    [document] = bureau.database.collection("partners").find(WORKSPACE, {}).items
    assert "lise" not in str(document)
    assert document["address_key"] == f"erased:{document['_id']}"
    assert erase_person(bureau.context, **WHO, email=APPLICATION["email"]) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [(Decision.APPROVE, Decision.REACTIVATE), (Decision.REJECT, Decision.APPROVE)],
)
def test_whoever_was_erased_is_taken_in_by_no_decision(
    bureau: Bureau, before: Decision, after: Decision
) -> None:
    enrollment = bureau.pending(bureau.opened())
    decided(bureau, before, enrollment.id)
    erase_person(bureau.context, **WHO, email=APPLICATION["email"])
    with pytest.raises(WrongEnrollmentState):
        decided(bureau, after, enrollment.id)


def test_whoever_was_erased_may_apply_again_as_somebody_new(bureau: Bureau) -> None:
    program = bureau.opened()
    first = bureau.pending(program)
    erase_person(bureau.context, **WHO, email=APPLICATION["email"])
    assert bureau.pending(program).partner_id != first.partner_id
