"""Sending the form."""

from dataclasses import replace
from typing import Any

import pytest

from services.contests.domain.contest import State, form_hash
from services.contests.domain.entry import EntryForm, EntryState
from services.contests.domain.errors import (
    ContestClosed,
    ContestNotOpen,
    IdempotencyConflict,
    Sealing,
)
from services.contests.domain.tokens import request_hash
from services.contests.use_cases.entry import count_refusal as counting
from services.contests.use_cases.entry.withdraw import withdraw_entry
from shared.errors import Invalid, NotFound
from tests.contests.desk import FORM, MOMENT, START, WORKSPACE, Desk
from tests.contests.putting import put


def refusals(desk: Desk, contest_id: str) -> dict[str, int]:
    reasons = ("minor", "country", "late", "rules_not_accepted")
    counts = {
        each: desk.context.stores.refusals.count(WORKSPACE, contest_id, each) for each in reasons
    }
    return {reason: count for reason, count in counts.items() if count}


def test_an_entry_is_kept_unconfirmed_with_its_event(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    assert desk.reread(entry).state is EntryState.UNCONFIRMED
    assert entry.address_key == entry.id
    assert entry.person.email == FORM["email"]
    assert desk.verbs() == ["submitted"]


def test_a_ref_opens_nothing_and_says_nothing(desk: Desk) -> None:
    contest = desk.opened()
    refs = {desk.submit(contest).ref for _ in range(5)}
    assert len(refs) == 5
    for ref in refs:
        assert ref[:2] == "e-"
        assert len(ref) == 18
        assert set(ref[2:]) <= set("0123456789abcdefghjkmnpqrstvwxyz")


def test_no_token_is_stored_in_clear(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    stored = repr(desk.database.collection("entries").get(WORKSPACE, entry.id))
    assert desk.token(entry) not in stored
    assert desk.manage_token(entry) not in stored


def test_the_form_never_tells_that_an_address_is_already_in(desk: Desk) -> None:
    contest = desk.opened()
    desk.entered(contest)
    again = desk.submit(contest)
    assert again.state is EntryState.UNCONFIRMED


def test_the_last_entry_is_sent_before_the_instant_of_closing(desk: Desk) -> None:
    contest = desk.opened()
    desk.clock.set(contest.schedule.closes_at - MOMENT)
    desk.submit(contest)
    desk.clock.set(contest.schedule.closes_at)
    with pytest.raises(ContestClosed):
        desk.submit(contest)
    assert refusals(desk, contest.id) == {"late": 1}


def test_the_first_entry_is_sent_at_the_opening(desk: Desk) -> None:
    contest = desk.opened(opens_at="2026-03-02T09:00:00.000Z")
    desk.clock.set(contest.schedule.opens_at - MOMENT)
    with pytest.raises(ContestNotOpen):
        desk.submit(contest)
    desk.clock.set(contest.schedule.opens_at)
    desk.submit(contest)


def test_nobody_enters_a_draft(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.submit(desk.draft())


@pytest.mark.parametrize(
    ("form", "fault", "counted"),
    [
        ({"of_age": False}, ("of_age", "minor"), {"minor": 1}),
        ({"country": "DE"}, ("country", "country_excluded"), {"country": 1}),
        (
            {"accept_rules": False},
            ("accept_rules", "rules_not_accepted"),
            {"rules_not_accepted": 1},
        ),
        ({"country": ""}, ("country", "missing"), {}),
        ({"email": "ana@"}, ("email", "email"), {}),
        ({"answers": {"odds": 3}}, ("answers.odds", "unknown"), {}),
    ],
)
def test_a_refused_form_is_counted_and_not_kept(
    desk: Desk, form: dict[str, Any], fault: tuple[str, str], counted: dict[str, int]
) -> None:
    contest = desk.opened()
    with pytest.raises(Invalid) as refused:
        desk.submit(contest, **form)
    assert [(each.field, each.code) for each in refused.value.fields] == [fault]
    assert refusals(desk, contest.id) == counted
    assert desk.context.stores.entries.count(WORKSPACE, contest.id) == 0


def test_the_country_is_asked_where_only_italy_is_out(desk: Desk) -> None:
    contest = desk.opened(eligibility={"minimum_age": 18, "countries": []})
    with pytest.raises(Invalid) as refused:
        desk.submit(contest, country="")
    assert [(fault.field, fault.code) for fault in refused.value.fields] == [("country", "missing")]
    with pytest.raises(Invalid):
        desk.submit(contest, country="IT")
    assert desk.submit(contest, country="DE").country == "DE"


@pytest.mark.parametrize("end", [{"sealing_at": START}, {"state": State.CANCELLED}])
def test_a_late_form_is_counted_until_the_list_is_sealed_or_all_called_off(
    desk: Desk, end: dict[str, Any]
) -> None:
    contest = desk.opened()
    desk.clock.set(contest.schedule.closes_at)
    for _ in range(2):
        with pytest.raises(ContestClosed):
            desk.submit(contest)
        put(desk.context, contest, **end)
    assert refusals(desk, contest.id) == {"late": 1}
    assert desk.verbs("refusals") == ["refused"]


def test_refused_forms_without_end_are_not_written_without_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", 3)
    contest = desk.opened()
    for _ in range(5):
        with pytest.raises(Invalid):
            desk.submit(contest, of_age=False)
    with pytest.raises(Invalid):
        desk.submit(contest, accept_rules=False)
    assert refusals(desk, contest.id) == {"minor": 3, "rules_not_accepted": 1}
    assert len(desk.events("refusals")) == 4


def test_a_refusal_keeps_nothing_of_who_sent_the_form(desk: Desk) -> None:
    contest = desk.opened()
    with pytest.raises(Invalid):
        desk.submit(contest, of_age=False)
    [stored] = desk.database.collection("refusals").find(WORKSPACE, {}).items
    assert set(stored) == {
        "_id", "workspace_id", "version", "contest_id", "source", "reason", "at"
    }  # fmt: skip
    [event] = desk.events("refusals")
    assert event.data["reason"] == "minor"


def test_the_same_key_and_form_give_the_stored_entry(desk: Desk) -> None:
    contest = desk.opened()
    one, again = desk.submit(contest, key="key-one-1"), desk.submit(contest, key="key-one-1")
    assert one.id == again.id
    assert desk.verbs() == ["submitted"]


def test_a_repeat_is_answered_after_the_closing_too(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest, key="key-one-1")
    desk.clock.set(contest.schedule.closes_at)
    assert desk.submit(contest, key="key-one-1").id == entry.id


def test_another_form_under_the_same_key_is_a_conflict(desk: Desk) -> None:
    contest = desk.opened()
    desk.submit(contest, key="key-one-1")
    with pytest.raises(IdempotencyConflict):
        desk.submit(contest, key="key-one-1", first_name="Eva")


def test_the_same_key_in_another_contest_is_another_request(desk: Desk) -> None:
    one, other = desk.opened(), desk.opened()
    entries = [desk.submit(each, key="key-one-1") for each in (one, other)]
    assert [entry.contest_id for entry in entries] == [one.id, other.id]


def test_a_repeated_refusal_under_one_key_counts_once(desk: Desk) -> None:
    contest = desk.opened()
    for _ in range(2):
        with pytest.raises(Invalid):
            desk.submit(contest, key="key-one-1", of_age=False)
    assert refusals(desk, contest.id) == {"minor": 1}


def test_a_sending_that_is_repeated_after_the_end_counts_once_under_its_first_reason(
    desk: Desk,
) -> None:
    contest = desk.opened()
    with pytest.raises(Invalid):
        desk.submit(contest, key="key-one-1", of_age=False)
    desk.clock.set(contest.schedule.closes_at)
    with pytest.raises(ContestClosed):
        desk.submit(contest, key="key-one-1", of_age=False)
    assert refusals(desk, contest.id) == {"minor": 1}
    assert desk.verbs("refusals") == ["refused"]


def test_two_requests_with_one_key_at_once_make_one_entry(desk: Desk) -> None:
    contest = desk.opened()

    class Late:
        """Entries that do not see yet what the other request writes."""

        blind = True

        def __getattr__(self, name: str) -> Any:
            return getattr(desk.context.stores.entries, name)

        def by_request(self, workspace: str, key: str) -> Any:
            if self.blind:
                self.blind = False
                desk.submit(contest, key="key-one-1")
                raise NotFound
            return desk.context.stores.entries.by_request(workspace, key)

    entry = desk.submit(contest, "key-one-1", desk.with_stores(entries=Late()))
    assert desk.context.stores.entries.count(WORKSPACE, contest.id) == 1
    assert desk.reread(entry).id == entry.id


def test_an_entry_written_while_the_list_is_being_sealed_is_not_acknowledged(desk: Desk) -> None:
    contest = desk.opened()
    context = desk.interrupted(lambda: desk.begin_seal(contest))
    with pytest.raises(Sealing) as refused:
        desk.submit(contest, "key-one-1", context)
    assert refused.value.retry_after
    desk.end_seal(contest)
    with pytest.raises(ContestClosed):
        desk.submit(contest, "key-one-1")
    assert desk.verbs() == ["lapsed", "submitted"]


def test_an_entry_written_after_the_contest_was_called_off_is_not_acknowledged(
    desk: Desk,
) -> None:
    contest = desk.opened()
    context = desk.interrupted(lambda: put(desk.context, contest, state=State.CANCELLED))
    for _ in range(2):
        with pytest.raises(ContestClosed):
            desk.submit(contest, "key-one-1", context)
    assert desk.verbs() == ["lapsed", "submitted"]


def test_the_chances_of_an_entry_come_from_the_mechanic(desk: Desk) -> None:
    contest = desk.opened(mechanic={"kind": "secret_code", "code": "lumière", "bonus": 4})
    assert desk.submit(contest, answers={"code": "Lumière"}).weight == 5
    assert desk.submit(contest, answers={"code": "guess"}).weight == 1


def test_one_source_is_one_whatever_its_capitals(desk: Desk) -> None:
    contest = desk.opened()
    assert desk.submit(contest, source="NewsLetter").source == "newsletter"
    with pytest.raises(Invalid):
        desk.submit(contest, source="NEWSLETTER", country="IT")
    sources = {event.data["source"] for event in desk.events("refusals")}
    assert sources == {"newsletter"}


def test_the_link_of_a_partner_is_told_by_what_begins_and_confirms_an_entry_alone(
    desk: Desk,
) -> None:
    contest = desk.opened()
    entry = desk.entered(contest, link="LEA", source="affiche")
    assert desk.reread(entry).link == "lea"
    withdraw_entry(desk.context, workspace=WORKSPACE, token=desk.manage_token(entry))
    told = {event.type.split(".")[3]: event.data.get("link") for event in desk.events("entries")}
    assert told == {"submitted": "lea", "confirmed": "lea", "withdrawn": None}


def test_an_entry_without_a_link_is_stored_and_told_as_before_there_were_links(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    stored = desk.database.collection("entries").get(WORKSPACE, entry.id)
    assert stored is not None
    assert "link" not in stored
    assert "link" not in desk.events("entries")[0].data
    form = EntryForm(**FORM)
    then = {**vars(form), "answers": {}}
    del then["link"]
    assert form_hash(form, b"key") == request_hash(b"key", then)
    assert form_hash(replace(form, link="lea"), b"key") != form_hash(form, b"key")
