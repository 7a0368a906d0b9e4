"""Two people decide about a winner: neither acts on what they have not read."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.winner import (
    Action,
    Parcel,
    ProposalChanged,
    SecondPersonNeeded,
    SkipStep,
    Winner,
    WinnerState,
    WrongWinnerState,
    actions,
    keep,
    parcel_of,
    skip,
    tell,
    told_of_prize,
)
from shared.errors import Invalid
from tests.contests.domain.winner.people import EVIDENCE, NOTHING, NOW, OTHER, WEEK, winner

LATER = NOW + timedelta(hours=1)


def skipped(found: Winner, by: str, **said: Any) -> Winner:
    """Return the winner whom `by` proposes to skip, or approves to."""
    meant = {"code": "not_eligible", "evidence_hash": EVIDENCE, "now": NOW, **said}
    return skip(found, by=by, **meant)[0]


def told(found: Winner, by: str, **said: Any) -> Winner:
    """Return the winner whom `by` says to have told, or approves to."""
    meant = {"evidence_hash": EVIDENCE, "now": NOW, "answer_within": WEEK, **said}
    return tell(found, by=by, **meant)[0]


@pytest.mark.parametrize("propose", [skipped, told])
def test_a_second_person_approves_what_they_have_read(propose: Any) -> None:
    first = propose(winner(), "a-1", seen="", approve=False)
    made = first.skip or first.told
    after = propose(first, "a-2", seen=made.mark, approve=True)
    assert (after.skip or after.told).approved_by == "a-2"


@pytest.mark.parametrize("propose", [skipped, told])
def test_what_a_colleague_replaced_meanwhile_is_not_approved(propose: Any) -> None:
    first = propose(winner(), "a-1", seen="", approve=False)
    read = (first.skip or first.told).mark
    replaced = propose(first, "a-3", evidence_hash=OTHER, seen=read, approve=False)
    with pytest.raises(ProposalChanged):
        propose(replaced, "a-2", seen=read, approve=True)


@pytest.mark.parametrize("propose", [skipped, told])
def test_of_two_who_propose_at_once_the_second_reads_the_first(propose: Any) -> None:
    first = propose(winner(), "a-1", seen="", approve=False)
    for evidence in (EVIDENCE, OTHER):
        with pytest.raises(ProposalChanged):
            propose(first, "a-2", evidence_hash=evidence, seen="", approve=False)


@pytest.mark.parametrize("propose", [skipped, told])
def test_the_same_form_again_changes_nothing(propose: Any) -> None:
    first = propose(winner(), "a-1", seen="", approve=False)
    assert propose(first, "a-1", now=LATER, seen="", approve=False) is first
    read = (first.skip or first.told).mark
    after = propose(first, "a-2", seen=read, approve=True)
    assert propose(after, "a-2", now=LATER, seen=read, approve=True) is after


@pytest.mark.parametrize("propose", [skipped, told])
@pytest.mark.parametrize(
    ("evidence", "approve", "code"),
    [(OTHER, True, "other_evidence"), (EVIDENCE, False, "same_evidence")],
)
def test_evidence_that_is_not_what_is_meant_is_told_at_its_field(
    propose: Any, evidence: str, approve: bool, code: str
) -> None:
    first = propose(winner(), "a-1")
    read = (first.skip or first.told).mark
    with pytest.raises(Invalid) as refused:
        propose(first, "a-2", evidence_hash=evidence, seen=read, approve=approve)
    assert [(each.field, each.code) for each in refused.value.fields] == [("evidence_hash", code)]


def test_a_skip_that_was_approved_since_is_not_taken_back_unread() -> None:
    proposed = skipped(winner(), "a-1")
    assert proposed.skip is not None
    read = proposed.skip.mark
    announced = skipped(proposed, "a-2")
    with pytest.raises(ProposalChanged):
        keep(announced, by="a-2", now=LATER, seen=read)
    kept, _ = keep(proposed, by="a-2", now=LATER, seen=read)
    assert kept.skip is None
    assert keep(kept, by="a-2", now=LATER, seen=read) == (kept, ())


def test_who_was_to_be_skipped_is_owed_word_that_they_are_not() -> None:
    announced = skipped(skipped(winner(), "a-1"), "a-2")
    kept, _ = keep(announced, by="a-2", now=LATER)
    assert (kept.kept_from, kept.due_at) == (NOW, LATER)
    again = skipped(skipped(kept, "a-1", now=LATER), "a-2", now=LATER)
    assert (again.kept_from, again.announced_at) == (None, LATER)


def test_what_two_decided_is_not_undone_by_who_proposed_it_alone() -> None:
    proposed = skipped(winner(), "a-1")
    assert keep(proposed, by="a-1", now=LATER)[0].skip is None
    announced = skipped(proposed, "a-2")
    with pytest.raises(SecondPersonNeeded):
        keep(announced, by="a-1", now=LATER)
    assert keep(announced, by="a-2", now=LATER)[0].skip is None
    assert keep(announced, by="a-3", now=LATER)[0].skip is None
    assert [Action.KEEP in actions(announced, by, NOTHING) for by in ("a-1", "a-2")] == [
        False,
        True,
    ]


def test_all_that_was_decided_about_a_skip_stays_with_who_and_when() -> None:
    found = skipped(skipped(winner(), "a-1"), "a-1", evidence_hash=OTHER)
    found = skipped(found, "a-2", evidence_hash=OTHER, now=LATER)
    found = skipped(keep(found, by="a-2", now=LATER)[0], "a-3", code="rules_breach", now=LATER)
    assert found.skip_steps == (
        SkipStep("propose", "not_eligible", "a-1", NOW),
        SkipStep("replace", "not_eligible", "a-1", NOW),
        SkipStep("approve", "not_eligible", "a-2", LATER),
        SkipStep("keep", "not_eligible", "a-2", LATER),
        SkipStep("propose", "rules_breach", "a-3", LATER),
    )


def test_nothing_is_sent_to_who_is_being_skipped() -> None:
    accepted = winner(state=WinnerState.ACCEPTED)
    proposed = skipped(accepted, "a-1")
    announced = skipped(proposed, "a-2")
    found = [parcel_of(each, NOTHING) for each in (accepted, proposed, announced)]
    assert found == [Parcel.READY, Parcel.READY, Parcel.HELD]
    assert parcel_of(keep(announced, by="a-2", now=LATER)[0], NOTHING) is Parcel.READY


def test_a_proposal_that_is_taken_back_owes_nobody_anything() -> None:
    before = winner()
    kept, _ = keep(skipped(before, "a-1"), by="a-2", now=LATER)
    assert replace(kept, skip_steps=()) == before


def test_who_was_told_already_is_told_by_nobody_else() -> None:
    known, _ = told_of_prize(winner(), at=NOW, answer_within=WEEK)
    with pytest.raises(WrongWinnerState):
        told(known, "a-1", seen="", approve=False)


def test_who_keeps_the_prize_has_as_much_time_to_answer_as_when_it_was_to_be_taken() -> None:
    known, _ = told_of_prize(winner(), at=NOW - timedelta(days=6), answer_within=WEEK)
    announced = skipped(skipped(known, "a-1"), "a-2")
    kept, _ = keep(announced, by="a-2", now=NOW + timedelta(hours=20))
    assert known.answer_by == NOW + timedelta(days=1)
    assert kept.answer_by == NOW + timedelta(days=1, hours=20)
