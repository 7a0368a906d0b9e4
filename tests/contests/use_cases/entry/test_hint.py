"""What deserves a look is noted with its reason, and refuses nobody."""

from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.entry import Entry, EntryState, ExclusionReason, Hint, HintReason
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.hint import hint_at_entry
from shared.addresses import is_disposable
from tests.contests.desk import WORKSPACE, Desk
from tests.contests.entrypoints.calling import api_of, bearer
from tests.contests.pump import Pump
from tests.contests.world import World


def looked_at(desk: Desk, entry: Entry) -> Entry:
    hint_at_entry(desk.context, workspace=WORKSPACE, contest=entry.contest_id, entry=entry.id)
    return desk.reread(entry)


def entered(desk: Desk, contest: Contest, email: str) -> Entry:
    return looked_at(desk, desk.entered(contest, email=email))


def test_two_names_of_one_mailbox_point_at_each_other_and_both_stay_in(desk: Desk) -> None:
    contest = desk.opened()
    one = entered(desk, contest, "anna@proton.me")
    assert one.hints == ()
    two = entered(desk, contest, "an-na@pm.me")
    assert two.hints == (Hint(HintReason.SAME_MAILBOX, refs=(one.ref,)),)
    assert desk.reread(one).hints == (Hint(HintReason.SAME_MAILBOX, refs=(two.ref,)),)
    three = entered(desk, contest, "anna@protonmail.com")
    assert set(desk.reread(one).hints[0].refs) == {two.ref, three.ref}
    assert {desk.reread(each).state for each in (one, two, three)} == {EntryState.CONFIRMED}


def test_who_never_confirmed_casts_no_shadow_on_anybody(desk: Desk) -> None:
    contest = desk.opened()
    desk.submit(contest, email="anna@pm.me")
    assert entered(desk, contest, "anna@proton.me").hints == ()


def test_the_same_name_at_somebody_elses_domain_is_no_hint(desk: Desk) -> None:
    contest = desk.opened()
    entered(desk, contest, "anna@example.org")
    assert entered(desk, contest, "anna@example.com").hints == ()


@pytest.mark.parametrize("email", ["a@mailinator.com", "a@YOPMAIL.com", "a@box.mailinator.com"])
def test_a_throw_away_mailbox_is_named(desk: Desk, email: str) -> None:
    entry = entered(desk, desk.opened(), email)
    assert entry.hints == (Hint(HintReason.DISPOSABLE),)


@pytest.mark.parametrize("email", ["a@gmail.com", "a@example.org", "a@mailinator.example.org"])
def test_no_other_mailbox_is(email: str) -> None:
    assert not is_disposable(email)


def test_many_of_one_domain_at_once_are_a_burst(desk: Desk) -> None:
    contest = desk.opened()
    hints = [entered(desk, contest, f"p{each}@own.example.org").hints for each in range(11)]
    assert hints[8] == ()
    assert hints[9] == (Hint(HintReason.BURST, count=10),)
    assert hints[10] == (Hint(HintReason.BURST, count=11),)


def test_many_who_come_one_after_the_other_are_none(desk: Desk) -> None:
    contest = desk.opened()
    for each in range(12):
        assert entered(desk, contest, f"p{each}@own.example.org").hints == ()
        desk.clock.advance(minutes=3)


def test_many_of_a_provider_whom_everybody_uses_are_none(desk: Desk) -> None:
    contest = desk.opened()
    for each in range(12):
        assert entered(desk, contest, f"p{each}@orange.fr").hints == ()


def test_a_repeat_changes_nothing(desk: Desk) -> None:
    contest = desk.opened()
    entered(desk, contest, "anna@proton.me")
    two = entered(desk, contest, "anna@pm.me")
    assert looked_at(desk, two) == two


def test_hints_go_with_the_person(desk: Desk) -> None:
    entry = entered(desk, desk.opened(), "a@mailinator.com")
    forgotten = desk.context.stores.entries.change(entry, lambda found: (found.forget(), ()))
    assert (forgotten.hints, forgotten.domain_key, forgotten.mailbox_key) == ((), "", "")
    assert looked_at(desk, entry) == forgotten


def listed(desk: Desk, contest: Contest, path: str, role: str) -> dict[str, Any]:
    answer = desk.client().get(
        f"/api/v1/contests/{contest.id}/{path}",
        query_string={"hinted": "true"},
        headers=desk.bearer(role),
    )
    found: dict[str, Any] = answer.get_json()
    return found


def test_who_deserves_a_look_is_listed_until_it_is_decided(desk: Desk) -> None:
    contest = desk.opened()
    entered(desk, contest, "b@example.org")
    entry = entered(desk, contest, "a@mailinator.com")
    (seen,) = listed(desk, contest, "entries", "moderator")["items"]
    assert seen["ref"] == entry.ref
    assert seen["hints"] == [{"reason": "disposable", "refs": [], "count": 0}]
    assert "mailinator" not in repr(seen)
    (person,) = listed(desk, contest, "people", "owner")["items"]
    assert (person["ref"], person["hints"]) == (entry.ref, seen["hints"])
    exclude_entry(
        desk.context,
        workspace=WORKSPACE,
        contest=contest.id,
        entry=entry.id,
        reason=ExclusionReason.FRAUD,
        by="ada",
    )
    assert listed(desk, contest, "entries", "moderator")["items"] == []


def test_the_worker_looks_at_whoever_confirms(world: World) -> None:
    contest = world.opened()
    form = {
        "email": "zoe@mailinator.com",
        "first_name": "Zoé",
        "country": "FR",
        "of_age": True,
        "accept_rules": True,
        "language": "fr",
        "source": "",
        "answers": {},
    }
    at = f"/api/v1/contests/{contest.id}"
    sent = api_of(world).post(f"{at}/entries", json=form, headers=bearer(world, "public"))
    assert sent.status_code == 202
    (entry,) = world.context.stores.entries.page(WORKSPACE, contest.id).items
    world.confirmed(contest, entry)
    Pump(world, times=2).run()
    (found,) = world.context.stores.entries.page(WORKSPACE, contest.id).items
    assert found.hints == (Hint(HintReason.DISPOSABLE),)
    assert [mail.to for mail in world.inbox()] == ["zoe@mailinator.com"]
