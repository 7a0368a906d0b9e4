"""The proof finds a loss: with a relay that settles before it publishes, the figures disagree."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from stack.driver.waiting import wait_until
from stack.programs import Layout, programs
from stack.supervisor import Program
from tests.faults import checks
from tests.faults.doors import ContestsDoor, Said
from tests.faults.ledger import InFlight, Ledger, Person
from tests.faults.opening import open_contest
from tests.faults.site import Site, open_site, plain_environ

pytestmark = [pytest.mark.processes, pytest.mark.timeout(180)]
PEOPLE = 12
WITHOUT = ("contests-worker", "gateway-web", "gateway-worker", "standins")


def careless_worker(layout: Layout) -> Iterable[Program]:
    """Return the contests worker with the careless relay in its place."""
    worker = next(one for one in programs(layout) if one.name == "contests-worker")
    return [replace(worker, command=(*worker.command[:-1], "tests.faults.careless"))]


def test_the_check_finds_events_that_were_settled_before_they_were_published(
    tmp_path: Path,
) -> None:
    with open_site(tmp_path, plain_environ({}), WITHOUT, careless_worker) as site:
        contest = open_contest(site, open_for=600)
        wait_until(lambda: known(site, contest.id), "the contest in insights", 30)
        ledger, door = Ledger(), ContestsDoor(site, contest.id, InFlight())
        for number in range(PEOPLE):
            person = Person(number, "poster", f"request-{number:05}")
            assert door.enter(person).said is Said.YES
            ledger.entered[person.email] = person
        wait_until(lambda: not waiting(site), "events that seem to be published", 30, 0.01)
        before = site.kill("contests-worker")
        site.wait_back("contests-worker", before)
        with pytest.raises(checks.Lost, match="insights show"):
            checks.check_figures(site, contest.id, ledger, seconds=5)


def known(site: Site, contest: str) -> bool:
    """Tell whether insights have heard of the contest."""
    answer = site.ask("GET", "insights", f"/contests/{contest}/figures", accepted=(404,))
    return answer.ok


def waiting(site: Site) -> bool:
    """Tell whether events of entries wait."""
    return bool(site.stores.database.collection("entries").pending(1))
