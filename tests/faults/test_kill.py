"""`kill -9` of every kind of process at seeded instants, with many requests in flight.

One contest from its first form to its winners' mails. Run it with other instants:
`KERMESSE_FAULTS_SEED=7 python -m pytest tests/faults`.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from stack.driver.waiting import wait_until
from tests.faults import checks
from tests.faults.crowd import Crowd, Post
from tests.faults.doors import GatewayDoor
from tests.faults.killer import KINDS, Killer, killed
from tests.faults.ledger import InFlight
from tests.faults.opening import Opened, open_contest, open_workspace
from tests.faults.site import (
    SECOND_WORKER,
    WORKSPACE,
    Site,
    open_site,
    plain_environ,
    second_worker,
)
from tests.faults.traps import BeaconTrap, MailTraps, beacon_trap, mail_traps

pytestmark = [pytest.mark.processes, pytest.mark.timeout(600)]
SEED = int(os.environ.get("KERMESSE_FAULTS_SEED", "20260329"))
WORKERS = ("contests-worker", SECOND_WORKER)
BEACON_KILLS = 2
MAIL_KILLS = ("before", "after")
DRAW_SECONDS = 120.0
FEWEST_CONFIRMED = 20


@dataclass(frozen=True)
class Measure:
    """How much is done: kills of each kind, people, seconds of the contest's two windows."""

    kills: int
    people: int
    open_for: int
    confirm_within: int


def test_nothing_acknowledged_is_lost_whatever_is_killed(tmp_path: Path) -> None:
    prove(tmp_path, {}, Measure(kills=5, people=400, open_for=35, confirm_within=35))


def test_nothing_acknowledged_is_lost_on_real_servers(
    tmp_path: Path, kafka_bootstrap: str, mongo_url: str
) -> None:
    servers = {"KERMESSE_KAFKA_BOOTSTRAP": kafka_bootstrap, "KERMESSE_MONGO_URL": mongo_url}
    prove(tmp_path, servers, Measure(kills=2, people=120, open_for=25, confirm_within=30))


def prove(folder: Path, servers: Mapping[str, str], measure: Measure) -> None:
    """Kill while people enter and confirm, then while it is drawn; then compare everything."""
    print(f"KERMESSE_FAULTS_SEED={SEED}")
    with beacon_trap(BEACON_KILLS) as beacon, stage(folder, servers, beacon) as site:
        contest = open_contest(
            site, open_for=measure.open_for, confirm_within=measure.confirm_within
        )
        crowd = enter_under_kills(site, contest, measure)
        with draw_under_kills(site, contest, beacon, folder / "winners") as traps:
            compare(site, contest, crowd, traps, folder)


@contextmanager
def stage(folder: Path, servers: Mapping[str, str], beacon: BeaconTrap) -> Iterator[Site]:
    """Start the stack with two contests workers; each asks the beacon under its own name."""
    first, second = ({"KERMESSE_BEACON_URLS": f"{beacon.url}/{name}"} for name in WORKERS)
    environ = plain_environ(servers) | first
    with open_site(folder, environ, more=lambda layout: [second_worker(layout, second)]) as site:
        beacon.kill = site.kill
        open_workspace(site)
        yield site


def enter_under_kills(site: Site, contest: Opened, measure: Measure) -> Crowd:
    """Let clients enter and confirm while processes are killed; return when all were told."""
    in_flight = InFlight()
    crowd = Crowd(
        SEED, measure.people, contest, Post(site.layout.folder / "mail"),
        lambda: GatewayDoor(site, contest.slug, in_flight),
    )  # fmt: skip
    killer = Killer(site, in_flight, SEED, measure.kills)
    crowd.start()
    try:
        killer.run()
        wait_until(crowd.settled, "an answer to everyone", measure.confirm_within + 60)
    finally:
        crowd.end()
        print(f"{len(killer.kills)} kills: {killer.kills}")
        print(
            f"{len(crowd.ledger.entered)} entered, {len(crowd.ledger.confirmed)} confirmed, "
            f"{len(crowd.ledger.too_late)} too late, refused {crowd.ledger.refused}"
        )
        print(f"{crowd.ledger.repeats} repeats, {crowd.ledger.retries} retries")
    assert killed(killer.kills) == dict.fromkeys(KINDS, measure.kills)
    assert crowd.ledger.odd == []
    assert len(crowd.ledger.confirmed) >= FEWEST_CONFIRMED
    return crowd


@contextmanager
def draw_under_kills(
    site: Site, contest: Opened, beacon: BeaconTrap, folder: Path
) -> Iterator[MailTraps]:
    """Let the round come; kill between beacon and draw, after the draw, and around mails."""
    with mail_traps(folder, WORKERS, MAIL_KILLS, site.kill) as traps:
        for name, url in traps.urls.items():
            site.change(name, {"KERMESSE_SMTP_URL": url})
        wait_until(lambda: state(site, contest) == "sealed", "the seal", DRAW_SECONDS)
        beacon.speak()
        wait_until(
            lambda: len(beacon.killed) == beacon.times, "workers at the beacon", DRAW_SECONDS
        )
        assert draw_of(site, contest) is None
        wait_until(lambda: draw_of(site, contest), "the draw", DRAW_SECONDS, 0.002)
        with site.lock:
            for name in WORKERS:
                site.kill_locked(name)
        wait_until(lambda: len(traps.killed) == len(MAIL_KILLS), "mails to winners", DRAW_SECONDS)
        wait_until(lambda: notified(site, contest), "every winner's mail", DRAW_SECONDS)
        yield traps


def state(site: Site, contest: Opened) -> str:
    return str(site.stores.context.contests.get(WORKSPACE, contest.id).state.value)


def draw_of(site: Site, contest: Opened) -> Any:
    return site.stores.context.records.draws.get(WORKSPACE, contest.id)


def notified(site: Site, contest: Opened) -> bool:
    winners = site.stores.context.records.winners.of_contest(WORKSPACE, contest.id)
    return bool(winners) and all(winner["state"] == "notified" for winner in winners)


def compare(site: Site, contest: Opened, crowd: Crowd, traps: MailTraps, folder: Path) -> None:
    """Check everything that was acknowledged against everything that is there."""
    papers, ledger = checks.read_papers(site, contest.id), crowd.ledger
    mails = [site.layout.folder / "mail", folder / "winners"]
    checks.check_list(ledger, papers)
    checks.check_figures(site, contest.id, ledger)
    checks.check_quiet(site)
    receipts = checks.mailed_receipts(mails)
    checks.check_receipts(ledger, receipts, papers)
    checks.check_winners(mails, papers)
    checks.check_mails(mails)
    some = [receipts[ref] for ref in sorted(receipts)[:2]]
    checks.verify_outside(site, contest.id, folder / "verifying", papers, some)
    before = site.kill("contests-web")
    site.wait_back("contests-web", before)
    assert checks.read_certificate(site, contest.id) == papers.certificate
