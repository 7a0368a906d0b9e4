"""Requests that stand still (SIGSTOP) while the contest closes and is sealed around them.

Whoever wrote before the list was read is in it and is told so; whoever did not is told that it is
over. Nobody is acknowledged and missing.
"""

from pathlib import Path

import pytest

from shared.clock import SystemClock
from stack.driver.kit.waiting import wait_until
from tests.contests.putting import put
from tests.faults import checks
from tests.faults.doors import Answer, Said
from tests.faults.ledger import Ledger
from tests.faults.seeds import SECOND_READING, guard_off
from tests.faults.standstill import Standstill, standstill
from tests.faults.stopping import AFTER_WRITE, BEFORE_ANSWER, BEFORE_WRITE, POINTS, name_of
from tests.harness.site import WORKSPACE

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(200)]
ACTS = ("enter", "confirm")


def test_who_stands_still_while_the_list_is_sealed_is_in_or_is_told_no(tmp_path: Path) -> None:
    # Where the whole proof runs without the second reading, this is what finds it out.
    what = "blind" if guard_off() == SECOND_READING else "app"
    with standstill(tmp_path, what, workers=len(ACTS) * len(POINTS) + 1, open_for=16) as still:
        still.submit("confirm", POINTS)
        still.submit("enter", POINTS)
        still.confirm(POINTS)
        still.wait_state("closed")
        assert begin_sealing(still)
        meanwhile = {act: still.go_on(name_of(act, AFTER_WRITE)).said for act in ACTS}
        still.site.revive("contests-worker")
        still.wait_state("sealed")
        told = {
            (act, point): still.go_on(name_of(act, point))
            for act in ACTS
            for point in (BEFORE_WRITE, BEFORE_ANSWER)
        } | {(act, AFTER_WRITE): still.until_told(name_of(act, AFTER_WRITE)) for act in ACTS}
        lines = checks.read_list(still.site, still.contest.id)
        checks.check_listed(acknowledged(told), lines)
        assert meanwhile == dict.fromkeys(ACTS, Said.AGAIN)
        assert {place: answer.said for place, answer in told.items()} == {
            ("enter", BEFORE_WRITE): Said.CLOSED,
            ("enter", AFTER_WRITE): Said.CLOSED,
            ("enter", BEFORE_ANSWER): Said.YES,
            ("confirm", BEFORE_WRITE): Said.CLOSED,
            ("confirm", AFTER_WRITE): Said.YES,
            ("confirm", BEFORE_ANSWER): Said.YES,
        }
        assert len(lines) == 2
        checks.check_figures_of_documents(still.site, still.contest.id)


def test_the_check_finds_one_who_was_acknowledged_and_is_missing(tmp_path: Path) -> None:
    with standstill(tmp_path, "blind", workers=2, open_for=8) as still:
        still.submit("confirm", (BEFORE_WRITE,))
        still.confirm((BEFORE_WRITE,))
        still.wait_state("sealed")
        answer = still.go_on(name_of("confirm", BEFORE_WRITE))
        assert answer.said is Said.YES
        lines = checks.read_list(still.site, still.contest.id)
        with pytest.raises(checks.Lost, match="1 acknowledged entries are missing"):
            checks.check_listed(acknowledged({("confirm", BEFORE_WRITE): answer}), lines)


def begin_sealing(still: Standstill) -> bool:
    """Leave the contest as a worker does that is killed right after it began to seal."""
    contests, clock = still.site.foundation.context.stores.contests, SystemClock()
    still.site.kill_for_good("contests-worker")
    contest = contests.get(WORKSPACE, still.contest.id)
    wait_until(lambda: clock.now() >= contest.schedule.review_until, "the end of the review", 30)
    marked = put(still.site.foundation.context, contest, sealing_at=clock.now())
    return marked.sealing_at is not None


def acknowledged(told: dict[tuple[str, str], Answer]) -> Ledger:
    """Return the ledger of those who were told that they take part."""
    ledger = Ledger()
    for (act, point), answer in told.items():
        if act == "confirm" and answer.said is Said.YES:
            ledger.note_confirmed(name_of(act, point), answer.ref, answer.receipt)
    return ledger
