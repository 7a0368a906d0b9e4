"""Confirming: one person, one leaf, and nobody lost to the seal."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from typing import Any

import pytest

from services.contests.domain.contest import State
from services.contests.domain.entry import EntryState, ExclusionReason
from services.contests.domain.errors import AlreadyEntered, ContestClosed, Sealing
from services.contests.stores.entries import EntryStore
from services.contests.use_cases.entry.confirm import confirm_entry
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.read_confirmation import Prospect, read_confirmation
from services.contests.use_cases.entry.reinstate import reinstate_entry
from shared.errors import NotFound
from tests.contests.desk import MOMENT, WORKSPACE, Desk
from tests.contests.interrupting import InterruptedDatabase
from tests.contests.putting import put
from tests.contests.receipts import receipt_holds


def test_a_confirmed_entry_takes_its_persons_place(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    assert entry.state is EntryState.CONFIRMED
    assert entry.address_key != entry.id
    assert desk.verbs() == ["confirmed", "submitted"]


@pytest.mark.parametrize(
    "spelling",
    ["ANASILVA@gmail.com", "ana.silva@gmail.com", "ana.silva+win@googlemail.com"],
)
def test_a_person_enters_once_however_they_spell_their_address(desk: Desk, spelling: str) -> None:
    contest = desk.opened()
    first = desk.entered(contest, email="Ana.Silva@gmail.com")
    second = desk.submit(contest, email=spelling)
    before = desk.reread(second)
    with pytest.raises(AlreadyEntered):
        desk.confirm(second)
    assert desk.reread(second) == before
    assert desk.reread(first).state is EntryState.CONFIRMED


def test_an_unconfirmed_entry_blocks_nobody(desk: Desk) -> None:
    contest = desk.opened()
    desk.submit(contest)
    assert desk.entered(contest).state is EntryState.CONFIRMED


def test_the_same_person_may_enter_two_contests(desk: Desk) -> None:
    keys = {desk.entered(desk.opened()).address_key for _ in range(2)}
    assert len(keys) == 2


def test_of_many_confirmations_of_one_person_at_once_one_takes_part(desk: Desk) -> None:
    contest = desk.opened()
    entries = [desk.submit(contest) for _ in range(8)]

    def confirmed(number: int) -> bool:
        try:
            desk.confirm(entries[number])
        except AlreadyEntered:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(confirmed, range(8))) == 1
    assert desk.context.stores.entries.count(WORKSPACE, contest.id, "confirmed") == 1
    assert desk.verbs().count("confirmed") == 1


def test_a_repeated_confirmation_returns_the_same_receipt(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    first = desk.confirm(entry).entry
    desk.clock.advance(hours=1)
    assert desk.confirm(entry).entry == first
    assert desk.verbs() == ["confirmed", "submitted"]


def test_a_receipt_is_signed_by_the_key_in_the_frozen_settings(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    assert entry.receipt is not None
    assert entry.receipt["ref"] == entry.ref
    assert entry.receipt["rules"] == contest.rules_hash
    assert receipt_holds(contest.settings["receipts"], entry.receipt)
    forged = {**entry.receipt, "weight": 2}
    assert not receipt_holds(contest.settings["receipts"], forged)


def test_consents_are_dated_when_the_address_is_confirmed(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    desk.clock.advance(hours=2)
    confirmed = desk.confirm(entry).entry
    assert {(each.at, each.confirmed_at) for each in confirmed.consents} == {
        (entry.submitted_at, confirmed.confirmed_at)
    }


def test_the_last_confirmation_comes_before_the_instant_of_its_limit(desk: Desk) -> None:
    contest = desk.opened()
    one, other = desk.submit(contest), desk.submit(contest, email="eva@example.org")
    desk.clock.set(contest.schedule.confirm_by - MOMENT)
    assert desk.confirm(one).entry.state is EntryState.CONFIRMED
    desk.clock.set(contest.schedule.confirm_by)
    with pytest.raises(ContestClosed):
        desk.confirm(other)
    assert desk.reread(other).state is EntryState.UNCONFIRMED


def test_a_confirmation_that_is_tried_again_asks_whether_the_contest_still_takes_it(
    desk: Desk,
) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)

    def called_off() -> None:
        put(desk.context, contest, state=State.CANCELLED)
        desk.context.stores.entries.change(entry, lambda found: (replace(found, source=""), ()))

    entries = EntryStore(InterruptedDatabase(desk.database, called_off))
    with pytest.raises(ContestClosed):
        desk.confirm(entry, desk.with_stores(entries=entries))
    assert desk.reread(entry).state is EntryState.UNCONFIRMED


def test_a_contest_that_is_called_off_leaves_what_was_confirmed_before(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    put(desk.context, contest, state=State.CANCELLED)
    assert desk.confirm(entry).entry == entry


def test_a_confirmation_written_before_the_seal_began_is_acknowledged(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    desk.begin_seal(contest)
    with pytest.raises(Sealing):
        desk.confirm(entry)
    desk.end_seal(contest, entry)
    assert desk.confirm(entry).entry.state is EntryState.CONFIRMED


def test_a_confirmation_that_the_seal_overtook_is_never_acknowledged(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)
    with pytest.raises(Sealing) as refused:
        desk.confirm(entry, desk.interrupted(lambda: desk.begin_seal(contest)))
    assert refused.value.retry_after
    desk.end_seal(contest)
    for _ in range(2):
        with pytest.raises(ContestClosed):
            desk.confirm(entry)
    assert desk.reread(entry).state is EntryState.LAPSED
    assert desk.verbs() == ["confirmed", "lapsed", "submitted"]


def test_a_confirmation_that_the_whole_sealing_overtook_counts_if_the_list_has_it(
    desk: Desk,
) -> None:
    contest = desk.opened()
    listed, missed = desk.submit(contest), desk.submit(contest, email="eva@example.org")

    def seal() -> None:
        desk.begin_seal(contest)
        desk.end_seal(contest, listed)

    assert desk.confirm(listed, desk.interrupted(seal)).entry.state is EntryState.CONFIRMED
    with pytest.raises(ContestClosed):
        desk.confirm(missed)


def test_a_confirmation_at_the_instant_of_sealing_is_too_late(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.submit(contest)
    desk.begin_seal(contest)
    with pytest.raises(ContestClosed):
        desk.confirm(entry)
    assert desk.reread(entry).state is EntryState.UNCONFIRMED


def test_a_token_of_another_purpose_or_workspace_opens_nothing(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    for workspace, token in (
        (WORKSPACE, desk.manage_token(entry)),
        ("elsewhere", desk.token(entry)),
        (WORKSPACE, entry.confirm_token),
    ):
        with pytest.raises(NotFound):
            confirm_entry(desk.context, workspace=workspace, token=token)


def test_a_confirmation_page_says_what_its_button_would_do(desk: Desk) -> None:
    contest = desk.opened()
    one, twin, late = (desk.submit(contest) for _ in range(3))

    def prospect(token: str) -> Prospect:
        return read_confirmation(desk.context, workspace=WORKSPACE, token=token).prospect

    assert prospect(desk.token(one)) is Prospect.PENDING
    desk.confirm(one)
    assert prospect(desk.token(one)) is Prospect.CONFIRMED
    assert prospect(desk.token(twin)) is Prospect.ALREADY
    desk.clock.set(contest.schedule.confirm_by)
    assert prospect(desk.token(late)) is Prospect.CLOSED


def test_looking_at_a_confirmation_page_changes_nothing(desk: Desk) -> None:
    entry = desk.submit(desk.opened())
    before = asdict(desk.reread(entry))
    read_confirmation(desk.context, workspace=WORKSPACE, token=desk.token(entry))
    assert asdict(desk.reread(entry)) == before


def test_whoever_was_excluded_is_never_told_they_take_part(desk: Desk) -> None:
    contest = desk.opened()
    entry = desk.entered(contest)
    whose: dict[str, Any] = {"workspace": WORKSPACE, "contest": contest.id, "entry": entry.id}
    exclude_entry(desk.context, **whose, reason=ExclusionReason.FRAUD, by="acc-1")
    shown = read_confirmation(desk.context, workspace=WORKSPACE, token=desk.token(entry))
    assert (shown.prospect, shown.reason) == (Prospect.EXCLUDED, "fraud")
    pressed = desk.confirm(entry).entry
    assert (pressed.state, pressed.reason) == (EntryState.EXCLUDED, "fraud")
    reinstate_entry(desk.context, **whose)
    again = read_confirmation(desk.context, workspace=WORKSPACE, token=desk.token(entry))
    assert (again.prospect, again.reason) == (Prospect.CONFIRMED, "")
