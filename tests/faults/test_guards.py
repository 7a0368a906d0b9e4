"""Can the proof fail? Without one guard, a few people and one mishap are enough to show the loss.

`KERMESSE_FAULTS_GUARD_OFF=<guard> make faults-quick` lets the whole proof run without it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stack.driver.kit.waiting import wait_until
from tests.faults import checks, guards, topics
from tests.faults.crowd import Post
from tests.faults.doors import Answer, ContestsDoor, Said
from tests.faults.ledger import InFlight, Ledger, Person
from tests.faults.opening import Opened, open_contest
from tests.faults.seeds import SEQUENCE, SETTLE_AFTER_ACK
from tests.harness.servers import embedded
from tests.harness.site import Site, open_site

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(200)]
PEOPLE = 12
SECONDS = 40.0


@contextmanager
def site_without(guard: str, folder: Path, *absent: str) -> Iterator[tuple[Site, Opened]]:
    """Start the services without a guard and without a gateway, with a contest in insights."""
    without = ("gateway-web", "gateway-worker", *absent)
    with open_site(
        folder, embedded(), without=without, instead=lambda layout: guards.without(guard, layout)
    ) as site:
        contest = open_contest(site, open_for=600)
        wait_until(lambda: known(site, contest.id), "the contest in insights", SECONDS)
        yield site, contest


def enter(door: ContestsDoor) -> Ledger:
    """Let some people enter."""
    ledger = Ledger()
    for number in range(PEOPLE):
        person = Person(number, "poster", f"request-{number:05}")
        assert door.enter(person).said is Said.YES
        ledger.entered[person.email] = person
    return ledger


def confirm(door: ContestsDoor, ledger: Ledger, folder: Path) -> None:
    """Let everyone press the button of their mail."""
    post, tokens = Post(folder), dict[str, str]()

    def all_came() -> bool:
        tokens.update(post.new_tokens())
        return len(tokens) == len(ledger.entered)

    wait_until(all_came, "the mails with the links to confirm", SECONDS)
    for email, token in tokens.items():
        answer = acknowledged(door.confirm(token))
        ledger.note_confirmed(email, answer.ref, answer.receipt)


def acknowledged(answer: Answer) -> Answer:
    """Return the answer, which must be a yes."""
    assert answer.said is Said.YES
    return answer


def test_events_that_are_settled_before_they_are_published_are_missed(tmp_path: Path) -> None:
    with site_without(SETTLE_AFTER_ACK, tmp_path, "standins") as (site, contest):
        ledger = enter(ContestsDoor(site, contest.id, InFlight()))
        wait_until(lambda: not waiting(site), "events that seem to be published", SECONDS, 0.01)
        before = site.kill("contests-worker")
        site.wait_back("contests-worker", before)
        with pytest.raises(checks.Lost, match="insights show"):
            checks.check_figures(site, contest.id, ledger, seconds=5)


def test_events_that_come_again_are_counted_wrong_without_their_sequence(tmp_path: Path) -> None:
    with site_without(SEQUENCE, tmp_path) as (site, contest):
        door = ContestsDoor(site, contest.id, InFlight())
        ledger = enter(door)
        confirm(door, ledger, site.layout.folder / "mail")
        checks.check_figures(site, contest.id, ledger, SECONDS)
        topics.publish_again(site, "kermesse.contests.entry.submitted.v1")
        wait_until(lambda: confirmed(site, contest) == 0, "facts that went back", SECONDS)
        with pytest.raises(checks.Lost, match="'confirmed': 0"):
            checks.check_figures(site, contest.id, ledger, seconds=1)


def known(site: Site, contest: str) -> bool:
    """Tell whether insights have heard of the contest."""
    answer = site.ask("GET", "insights", f"/contests/{contest}/figures", accepted=(404,))
    return answer.ok


def waiting(site: Site) -> bool:
    """Tell whether events of entries wait."""
    return bool(site.foundation.database.collection("entries").pending(1))


def confirmed(site: Site, contest: Opened) -> int:
    """Return how many insights show as confirmed."""
    return sum(line["confirmed"] for line in checks.figures(site, contest.id).values())
