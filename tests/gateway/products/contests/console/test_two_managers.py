"""Two of the team at one winner, a form pressed twice, and back then sent again: one outcome each.

The pages before the real service and its real stores.
"""

from collections.abc import Callable

import pytest

from services.contests.domain.winner import Winner, WinnerState
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import EVIDENCE
from tests.contests.world import WORKSPACE
from tests.gateway.conftest import ORIGIN, Browser
from tests.gateway.products.contests.console.test_sending import (
    PARCEL,
    given,
    hidden,
    own_page,
)
from tests.gateway.products.contests.public.conftest import Fair, read
from tests.gateway.products.contests.public.mail_links.links import claim_link, winner_behind

SKIP = {"code": "not_eligible", "evidence_hash": EVIDENCE}
OTHER = {"code": "rules_breach", "evidence_hash": "cd" * 32}


@pytest.fixture
def winner(fair: Fair) -> Winner:
    _, found = given(fair)
    return found


# After the winner: sessions end while a contest runs.
@pytest.fixture
def both(fair: Fair, winner: Winner) -> tuple[Browser, Browser]:
    return fair.gateway.signed_in("owner"), fair.gateway.signed_in("manager")


def now(fair: Fair, winner: Winner) -> Winner:
    return fair.world.context.stores.winners.get(WORKSPACE, winner.contest_id, winner.ref)


def post(browser: Browser, path: str, form: dict[str, str]):
    return browser.client.post(path, base_url=ORIGIN, data=form, headers={"Origin": ORIGIN})


def opened(browser: Browser, path: str, form: dict[str, str]) -> dict[str, str]:
    """Return a form as it was when its page was opened, filled in."""
    return hidden(browser.get(path), form)


def acts_noted(fair: Fair) -> list[str]:
    """Return the acts on winners that wait for the audit."""
    waiting = fair.world.database.collection("winners").pending(100)
    events = [event for each in waiting for event in each.events]
    return [str(event.data["act"]) for event in events if event.topic == "contests.audit"]


def said(answer) -> str:
    """Return what the summary of a refused form says."""
    assert answer.status_code == 409, answer.status_code
    return read(answer).select_one(".summary").get_text(" ")


def test_of_two_proposals_at_once_one_stands_and_the_other_is_told(fair, winner, both) -> None:
    owner, manager = both
    path = own_page(winner, "/skip")
    first, second = opened(owner, path, SKIP), opened(manager, path, OTHER)
    assert post(owner, path, first).status_code == 303
    late = post(manager, path, second)
    assert "colleague" in said(late)
    assert now(fair, winner).skip.code == "not_eligible"
    assert read(late).select_one("[name=evidence_hash]")["value"] == OTHER["evidence_hash"]


def test_a_proposal_pressed_twice_and_sent_again_from_back_is_one(fair, winner, both) -> None:
    owner, _ = both
    path = own_page(winner, "/skip")
    form = opened(owner, path, SKIP)
    for _ in range(3):
        assert post(owner, path, form).status_code == 303
    assert now(fair, winner).skip.approved_by == ""
    assert acts_noted(fair) == ["propose_skip"]


def test_an_approval_pressed_twice_announces_one_skip(fair, winner, both) -> None:
    owner, manager = both
    path = own_page(winner, "/skip")
    post(owner, path, opened(owner, path, SKIP))
    form = opened(manager, path, {**SKIP, "action": "approve"})
    assert post(manager, path, form).status_code == 303
    announced = now(fair, winner).announced_at
    fair.world.clock.advance(minutes=1)
    assert post(manager, path, form).status_code == 303
    assert now(fair, winner).announced_at == announced
    assert acts_noted(fair) == ["propose_skip", "approve_skip"]
    before = len(fair.world.inbox())
    Pump(fair.world).run()
    assert len(fair.world.inbox()) == before + 1


def test_what_was_replaced_meanwhile_is_not_approved(fair, winner, both) -> None:
    owner, manager = both
    path = own_page(winner, "/skip")
    post(owner, path, opened(owner, path, SKIP))
    approving = opened(manager, path, {**SKIP, "action": "approve"})
    replacing = opened(owner, path, {**OTHER, "action": "replace"})
    assert post(owner, path, replacing).status_code == 303
    assert "colleague" in said(post(manager, path, approving))
    assert now(fair, winner).skip.code == "rules_breach"
    assert now(fair, winner).announced_at is None


def test_a_skip_that_was_taken_back_is_not_approved(fair, winner, both) -> None:
    owner, manager = both
    path, keep = own_page(winner, "/skip"), own_page(winner, "/keep")
    post(owner, path, opened(owner, path, SKIP))
    approving = opened(manager, path, {**SKIP, "action": "approve"})
    kept = opened(owner, keep, {})
    for _ in range(2):
        assert post(owner, keep, kept).status_code == 303
    assert "colleague" in said(post(manager, path, approving))
    assert now(fair, winner).skip is None
    assert acts_noted(fair) == ["propose_skip", "keep"]


def test_who_keeps_a_winner_has_read_the_skip_that_stands(fair, winner, both) -> None:
    owner, manager = both
    path, keep = own_page(winner, "/skip"), own_page(winner, "/keep")
    post(owner, path, opened(owner, path, SKIP))
    keeping = opened(manager, keep, {})
    post(owner, path, opened(owner, path, {**OTHER, "action": "replace"}))
    assert "colleague" in said(post(manager, keep, keeping))
    assert now(fair, winner).skip.code == "rules_breach"


def test_of_two_parcels_at_once_the_first_stands_and_a_correction_too(fair, winner, both) -> None:
    owner, manager = both
    path = own_page(winner, "/send")
    first = opened(owner, path, PARCEL)
    second = opened(manager, path, {"carrier": "Chronopost", "tracking": "XX 1"})
    assert post(owner, path, first).status_code == 303
    assert post(manager, path, second).status_code == 412
    one = opened(owner, path, {**PARCEL, "tracking": "6A 1"})
    other = opened(manager, path, {**PARCEL, "tracking": "6A 2"})
    assert post(manager, path, other).status_code == 303
    assert post(owner, path, one).status_code == 412
    assert post(manager, path, other).status_code == 303
    assert now(fair, winner).sending.tracking == "6A 2"
    assert acts_noted(fair) == ["send", "send"]


def test_of_two_codes_at_once_the_first_stands_until_it_is_replaced_on_purpose(
    fair, winner, both
) -> None:
    owner, manager = both
    path = own_page(winner, "/send")
    second = opened(manager, path, {"voucher": "CODE2"})
    assert post(owner, path, opened(owner, path, {"voucher": "CODE1"})).status_code == 303
    for status in (412, 409):
        late = post(manager, path, second)
        assert late.status_code == status
        page = read(late)
        assert "CODE1" in page.select_one("#stands-title").parent.get_text()
        assert page.select_one("[name=voucher]")["value"] == "CODE2"
        assert not page.select_one("[name=replaces]").has_attr("checked")
        second = hidden(late, {"voucher": "CODE2"})
    found = now(fair, winner)
    assert (found.sending.voucher, found.replaced) == ("CODE1", ())
    assert post(manager, path, {**second, "replaces": "yes"}).status_code == 303
    found = now(fair, winner)
    assert (found.sending.voucher, found.replaced[0].voucher) == ("CODE2", "CODE1")
    history = read(owner.get(own_page(winner))).select_one("#history-title").parent.get_text(" ")
    assert "CODE1" in history
    Pump(fair.world).run()
    assert "This code replaces" in " ".join(fair.world.inbox()[-1].text.split())


def test_of_two_parcels_the_second_reads_the_first_beside_their_own(fair, winner, both) -> None:
    owner, manager = both
    path = own_page(winner, "/send")
    second = opened(manager, path, {"carrier": "Chronopost", "tracking": "XX 1"})
    post(owner, path, opened(owner, path, PARCEL))
    page = read(post(manager, path, second))
    stands = page.select_one("#stands-title").parent.get_text(" ")
    assert PARCEL["tracking"] in stands
    assert page.select_one("[name=tracking]")["value"] == "XX 1"
    assert page.select_one("main .button.primary").get_text() == "Replace what stands"


def test_verifying_and_handing_over_twice_or_by_both_is_done_once(fair, winner, both) -> None:
    verify, fulfil = own_page(winner, "/verify"), own_page(winner, "/fulfil")
    forms = [opened(browser, verify, {}) for browser in both]
    for browser, form in (*zip(both, forms, strict=True), (both[0], forms[0])):
        assert post(browser, verify, form).status_code == 303
    forms = [opened(browser, fulfil, {}) for browser in both]
    for browser, form in (*zip(both, forms, strict=True), (both[0], forms[0])):
        assert post(browser, fulfil, form).status_code == 303
    assert now(fair, winner).state is WinnerState.FULFILLED
    assert acts_noted(fair) == ["verify", "fulfil"]


def test_verifying_who_is_being_skipped_meanwhile_says_so(fair, winner, both) -> None:
    owner, manager = both
    path, verify = own_page(winner, "/skip"), own_page(winner, "/verify")
    form = opened(owner, verify, {})
    post(owner, path, opened(owner, path, SKIP))
    post(manager, path, opened(manager, path, {**SKIP, "action": "approve"}))
    assert said(post(owner, verify, form))
    assert now(fair, winner).state is WinnerState.ACCEPTED


def test_of_a_parcel_and_a_skip_at_once_one_stands(fair, winner, both) -> None:
    owner, manager = both
    skip, send = own_page(winner, "/skip"), own_page(winner, "/send")
    proposing, sending = opened(manager, skip, SKIP), opened(owner, send, PARCEL)
    assert post(owner, send, sending).status_code == 303
    assert said(post(manager, skip, proposing))
    found = now(fair, winner)
    assert (found.skip, found.sending.tracking) == (None, PARCEL["tracking"])


def test_that_a_winner_was_told_otherwise_is_said_once_and_by_two(fair) -> None:
    winner = winner_behind(fair, claim_link(fair))
    owner, manager = fair.gateway.signed_in("owner"), fair.gateway.signed_in("manager")
    skip, told = own_page(winner, "/skip"), own_page(winner, "/told")
    post(owner, skip, opened(owner, skip, SKIP))
    post(manager, skip, opened(manager, skip, {**SKIP, "action": "approve"}))
    evidence = {"evidence_hash": EVIDENCE}
    first, second = (
        opened(owner, told, evidence),
        opened(manager, told, {"evidence_hash": "ef" * 32}),
    )
    for _ in range(2):
        assert post(owner, told, first).status_code == 303
    assert "colleague" in said(post(manager, told, second))
    approving = opened(manager, told, {**evidence, "action": "approve"})
    for _ in range(2):
        assert post(manager, told, approving).status_code == 303
    assert now(fair, winner).objection_until is not None
    assert acts_noted(fair)[2:] == ["propose_told", "approve_told"]


@pytest.mark.parametrize(
    "page", [own_page, lambda winner, _: f"/en/contests/{winner.contest_id}/letters/new"]
)
def test_two_letters_at_once_are_two_and_each_pressed_twice_is_one(
    fair: Fair, winner: Winner, both, page: Callable[[Winner, str], str]
) -> None:
    path = page(winner, "/letter")
    forms = []
    for number, browser in enumerate(both):
        fields = read(browser.get(path)).select("[name^='subject.'], [name^='text.']")
        words = {each["name"]: f"Letter {number}" for each in fields}
        shown = post(browser, path, opened(browser, path, {**words, "action": "preview"}))
        forms.append(hidden(shown, {"action": "send"}))
    for _ in range(2):
        for browser, form in zip(both, forms, strict=True):
            assert post(browser, path, form).status_code == 303
    Pump(fair.world).run()
    subjects = [mail.subject for mail in fair.world.inbox() if mail.subject.startswith("Letter")]
    assert sorted(set(subjects)) == ["Letter 0", "Letter 1"]
    assert len(now(fair, winner).letters) == 2
