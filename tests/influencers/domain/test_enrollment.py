"""A partner in a program: who may be taken in, by which way, and what is never undone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.influencers.domain.enrollment import (
    Acceptance,
    Decision,
    Enrollment,
    EnrollmentState,
    decisions_on,
    invited,
)
from services.influencers.domain.errors import TermsNotAccepted, WrongEnrollmentState
from shared.errors import AppError

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACCEPTED = Acceptance("ab" * 32, "fr", AT)


def asked() -> Enrollment:
    return invited("w", "p-1", "a-1", AT)


def decided(enrollment: Enrollment, *decisions: Decision) -> Enrollment:
    for decision in decisions:
        enrollment = enrollment.decided(decision, by="ada", now=AT)
    return enrollment


def test_there_is_one_enrolment_of_a_partner_in_a_program() -> None:
    assert asked().id == invited("w", "p-1", "a-1", AT + timedelta(days=9)).id


def test_an_acceptance_says_which_terms_when_in_which_language_and_that_one_is_18() -> None:
    found = asked().applied(ACCEPTED)
    assert found.state is EnrollmentState.PENDING
    assert (found.terms_hash, found.accepted_in, found.accepted_at) == ("ab" * 32, "fr", AT)
    assert found.of_age_at == AT


def test_nobody_is_taken_in_who_accepted_nothing() -> None:
    with pytest.raises(WrongEnrollmentState):
        decided(asked(), Decision.APPROVE)


@pytest.mark.parametrize("way", [[Decision.APPROVE], [Decision.REJECT], [Decision.BAN]])
def test_applying_again_changes_nothing_that_was_decided(way: list[Decision]) -> None:
    found = decided(asked().applied(ACCEPTED), *way)
    assert found.applied(Acceptance("cd" * 32, "en", AT)) == found


def test_the_same_decision_again_changes_nothing() -> None:
    once = decided(asked().applied(ACCEPTED), Decision.APPROVE)
    assert once.decided(Decision.APPROVE, by="bob", now=AT + timedelta(days=1)) == once


def test_whoever_was_banned_stays_so() -> None:
    found = decided(asked().applied(ACCEPTED), Decision.BAN)
    assert decisions_on(found, running=True) == []


def test_an_ended_program_takes_nobody_in() -> None:
    waiting = asked().applied(ACCEPTED)
    assert decisions_on(waiting, running=True) == ["approve", "reject", "ban"]
    assert decisions_on(waiting, running=False) == ["reject", "ban"]


@given(st.lists(st.sampled_from(Decision), max_size=8), st.booleans())
def test_whatever_is_decided_nobody_is_in_without_terms(ways: list[Decision], terms: bool) -> None:
    found = asked().applied(ACCEPTED) if terms else asked()
    for each in ways:
        offered = each in decisions_on(found, running=True)
        try:
            after = found.decided(each, by="ada", now=AT)
        except AppError as error:
            assert isinstance(error, WrongEnrollmentState | TermsNotAccepted)
            assert not offered
            continue
        assert offered or after == found
        found = after
    assert found.state is not EnrollmentState.APPROVED or found.accepted


def test_who_was_asked_may_decline_once_and_think_it_over() -> None:
    declined = asked().declined(AT)
    assert declined.declined(AT + timedelta(days=1)) == declined
    assert declined.applied(ACCEPTED).state is EnrollmentState.PENDING


def test_who_has_answered_already_declines_nothing() -> None:
    with pytest.raises(WrongEnrollmentState):
        asked().applied(ACCEPTED).declined(AT)
