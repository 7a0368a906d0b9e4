"""One's own data: corrected until entries end, taken away whole, gone when time is over."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from services.contests.domain.contest import people_gone_by, retention_end
from services.contests.domain.entry import Correction, Entry, EntryState, Person
from services.contests.domain.errors import TooLateToCorrect
from services.contests.use_cases.entry.correct import correct_entry
from services.contests.use_cases.entry.export_own import export_own_data
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from services.contests.use_cases.entry.withdraw import withdraw_entry
from shared.errors import Invalid, NotFound
from tests.contests.desk import MOMENT, WORKSPACE, Desk
from tests.contests.pump import Pump
from tests.contests.world import DRAWS, World

CORRECTED = {"first_name": "Anna", "country": "BE"}


def correct(desk: Desk, entry: Entry, **typed: str) -> OwnEntry:
    given = {**CORRECTED, **typed}
    token = desk.manage_token(entry)
    return correct_entry(desk.context, workspace=WORKSPACE, token=token, **given)


def test_a_correction_changes_name_and_country_and_nothing_else(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    after = correct(desk, entry).entry
    assert (after.person.first_name, after.country) == ("Anna", "BE")
    assert after.person.email == entry.person.email
    assert (after.ref, after.weight, after.receipt) == (entry.ref, entry.weight, entry.receipt)


def test_a_correction_leaves_who_when_and_which_field_and_never_a_value(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    correct(desk, entry, first_name=entry.person.first_name)
    kept = desk.reread(entry).corrections
    assert kept == (Correction(("country",), desk.clock.now()),)
    told = [
        event for event in desk.events() if event.type.endswith((".corrected.v1", "changed.v1"))
    ]
    assert len(told) == 2
    assert "BE" not in repr(told)
    correct(desk, entry, first_name=entry.person.first_name)
    assert desk.reread(entry).corrections == kept
    withdraw_entry(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))
    assert desk.reread(entry).corrections == ()


def test_a_name_stays_on_one_line(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    assert correct(desk, entry, first_name="An\nna").entry.person.first_name == "An na"


def test_the_last_moment_to_correct_is_before_entries_end(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    desk.clock.set(contest.schedule.closes_at - MOMENT)
    assert "correct" in correct(desk, entry).actions
    desk.clock.set(contest.schedule.closes_at)
    with pytest.raises(TooLateToCorrect):
        correct(desk, entry, first_name="Anne")
    assert desk.reread(entry).person.first_name == "Anna"


def test_until_the_address_is_confirmed_its_owner_may_only_erase(desk: Desk) -> None:
    entry = desk.submit(desk.opened(), source="newsletter")
    token = desk.manage_token(entry)
    own = read_own_entry(desk.context, workspace=WORKSPACE, token=token)
    assert own.actions == ["withdraw"]
    assert (own.entry.person, own.entry.country, own.entry.answers) == (Person(), "", {})
    assert (own.entry.consents, own.entry.source) == ((), "")
    with pytest.raises(NotFound):
        export_own_data(desk.context, workspace=WORKSPACE, token=token)
    with pytest.raises(TooLateToCorrect):
        correct(desk, entry)
    after = withdraw_entry(desk.context, workspace=WORKSPACE, token=token)
    assert after.entry.state is EntryState.WITHDRAWN


def test_whoever_was_erased_corrects_nothing(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    withdraw_entry(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))
    with pytest.raises(TooLateToCorrect):
        correct(desk, entry)


@pytest.mark.parametrize(("country", "code"), [("IT", "country_not_open"), ("", "missing")])
def test_a_country_that_is_not_open_is_refused_by_name(desk: Desk, country: str, code: str) -> None:
    entry = desk.entered(desk.opened())
    with pytest.raises(Invalid) as refused:
        correct(desk, entry, country=country)
    assert [(each.field, each.code) for each in refused.value.fields] == [("country", code)]


def test_the_file_holds_each_consent_word_for_word(desk: Desk) -> None:
    news = {"opt_in": True, "opt_in_text": {"fr": "Écrivez-moi.", "en": "Write to me."}}
    entry = desk.entered(desk.opened(data=news), opt_in=True)
    token = desk.manage_token(entry)
    found = export_own_data(desk.context, workspace=WORKSPACE, token=token)
    said: Mapping[str, str | None] = {each.purpose: text for each, text in found.consents}
    assert said == {
        "age": "Je certifie avoir 18 ans ou plus.",
        "rules": "J'accepte le règlement.",
        "marketing": "Écrivez-moi.",
    }
    assert found.entry == entry


def test_people_are_told_a_day_by_which_they_are_gone_and_it_holds(world: World) -> None:
    contest = world.opened(data={"retention_days": 90})
    promised = people_gone_by(contest)
    assert promised == contest.schedule.draw_at + timedelta(days=90)
    world.entered(contest, 4)
    world.seal(contest)
    world.clock.set(DRAWS)
    world.advance(contest)
    Pump(world).run()
    assert retention_end(world.now(contest)) == promised
    world.clock.set(promised)
    Pump(world).run()
    assert people_gone_by(world.now(contest)) is None


def test_as_long_as_a_winner_may_answer_people_are_kept_and_told_so(world: World) -> None:
    contest = world.opened(data={"retention_days": 1})
    assert people_gone_by(contest) == contest.schedule.last_answer + timedelta(days=30)
