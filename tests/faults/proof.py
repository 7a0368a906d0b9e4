"""One contest from its first form to its winners' mails, while everything dies or stands still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stack.driver.kit.waiting import NeverCame, wait_until
from tests.faults import checks, guards, topics
from tests.faults.crowd import Crowd, Post
from tests.faults.doors import GatewayDoor
from tests.faults.killer import KILL, KINDS, RESTART, SECOND_WORKER, STOP, Killer, done
from tests.faults.ledger import InFlight
from tests.faults.opening import Opened, open_contest, open_workspace
from tests.faults.seeds import SEED, guard_off
from tests.faults.traps import BeaconTrap, MailTraps, beacon_trap, mail_traps
from tests.harness.servers import Servers
from tests.harness.site import WORKSPACE, Site, open_site

WORKERS = (guards.WORKER, SECOND_WORKER)
BEACON_KILLS = 2
MAIL_KILLS = ("before", "after")
DRAW_SECONDS, ANSWER_SECONDS = 120.0, 60.0
FEWEST_CONFIRMED = 20
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Measure:
    """How much is done: kills of each kind, people, seconds of the contest's two windows."""

    kills: int
    people: int
    open_for: int
    confirm_within: int


def prove(folder: Path, servers: Servers, measure: Measure, tell: Tell) -> None:
    """Do the worst while people enter, confirm and win; then compare everything.

    Raises `Lost` with what was acknowledged and is not there, or is there twice.
    """
    with beacon_trap(BEACON_KILLS) as beacon, stage(folder, servers, beacon) as site:
        contest = open_contest(
            site, open_for=measure.open_for, confirm_within=measure.confirm_within
        )
        crowd = enter_under_faults(site, contest, measure, tell)
        with draw_under_kills(site, contest, beacon, folder / "winners") as traps:
            refused = compare(site, contest, crowd, traps, folder)
        tell(f"{refused} of {len(crowd.ledger.refused)} refusals came before the seal: counted")
        tell(f"{topics.check_repeats(site)} events were published more than once")


@contextmanager
def stage(folder: Path, servers: Servers, beacon: BeaconTrap) -> Iterator[Site]:
    """Start the stack with two contests workers; each asks the beacon under its own name."""
    first, second = ({"KERMESSE_BEACON_URLS": f"{beacon.url}/{name}"} for name in WORKERS)
    with open_site(
        folder,
        servers,
        environ=first,
        instead=lambda layout: guards.without(
            guard_off(), layout, [guards.second_worker(layout, second)]
        ),
    ) as site:
        beacon.kill = site.kill
        open_workspace(site)
        yield site


def enter_under_faults(site: Site, contest: Opened, measure: Measure, tell: Tell) -> Crowd:
    """Let clients enter and confirm while processes fail; return when all were told."""
    in_flight = InFlight()
    crowd = Crowd(
        SEED, measure.people, contest, Post(site.layout.folder / "mail"),
        lambda: GatewayDoor(site, contest.slug, in_flight).arrive(),
    )  # fmt: skip
    killer = Killer(site, in_flight, measure.kills)
    crowd.start()
    try:
        killer.run()
        wait_for_answers(site, contest, crowd, measure.confirm_within + ANSWER_SECONDS)
    finally:
        crowd.end()
        print(*killer.faults, sep="\n")
        for line in (told_of(killer), *told_of_crowd(crowd)):
            tell(line)
    assert done(killer.faults, KILL) == dict.fromkeys(KINDS, measure.kills)
    assert done(killer.faults, STOP) == dict.fromkeys((*KINDS, *site.servers.own), 1)
    assert done(killer.faults, RESTART) == ({"kafka": 2} if "kafka" in site.servers.own else {})
    checks.must(not crowd.ledger.odd, f"never to be told: {crowd.ledger.odd[:5]}")
    assert len(crowd.ledger.confirmed) >= FEWEST_CONFIRMED
    return crowd


def wait_for_answers(site: Site, contest: Opened, crowd: Crowd, seconds: float) -> None:
    """Wait until everyone was told; raise `Lost` naming those whose mail never came."""
    try:
        wait_until(
            lambda: crowd.settled(lambda: state(site, contest) == "sealed"),
            "an answer to everyone",
            seconds,
        )
    except NeverCame:
        unmailed = sorted(set(crowd.ledger.entered) - set(crowd.tokens))
        # Nobody is mailed any more that they may confirm once the list is sealed.
        checks.must(
            not unmailed or state(site, contest) == "sealed",
            f"{len(unmailed)} acknowledged entries never got their mail: {unmailed[:5]}",
        )
        raise NeverCame(f"an answer to everyone: {crowd.unsettled()}") from None


def told_of(killer: Killer) -> str:
    """Return what was done, and for how long."""
    counts = [f"{sum(done(killer.faults, act).values())} {act}s" for act in (KILL, STOP, RESTART)]
    last = killer.faults[-1].at if killer.faults else 0
    return f"{', '.join(counts)} within {last:.0f} s, 20 requests or more in flight at each"


def told_of_crowd(crowd: Crowd) -> Iterator[str]:
    """Return what the clients were told."""
    ledger = crowd.ledger
    yield (
        f"acknowledged: {len(ledger.entered)} entered, {len(ledger.confirmed)} confirmed; "
        f"{len(ledger.too_late)} too late, {len(ledger.refused)} refused"
    )
    yield f"asked again: {ledger.repeats} times after an answer, {ledger.retries} without one"


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
    """Return the contest's state as it is stored."""
    return str(site.foundation.context.stores.contests.get(WORKSPACE, contest.id).state.value)


def draw_of(site: Site, contest: Opened) -> Any:
    """Return the stored draw, None before it."""
    return site.foundation.context.stores.draws.find(WORKSPACE, contest.id)


def notified(site: Site, contest: Opened) -> bool:
    """Tell whether every winner's mail was accepted."""
    winners = site.foundation.context.stores.winners.of_contest(WORKSPACE, contest.id)
    return bool(winners) and all(winner.state == "notified" for winner in winners)


def compare(site: Site, contest: Opened, crowd: Crowd, traps: MailTraps, folder: Path) -> int:
    """Check everything that was acknowledged against everything that is there.

    Returns how many refusals are counted.
    """
    papers, ledger = checks.read_papers(site, contest.id), crowd.ledger
    mails = [site.layout.folder / "mail", folder / "winners"]
    checks.check_list(ledger, papers)
    refused = checks.check_figures(site, contest.id, ledger)
    topics.check_quiet(site)
    receipts = checks.mailed_receipts(mails)
    checks.check_receipts(ledger, receipts, papers)
    checks.check_winners(mails, papers)
    checks.check_mails(mails)
    some = [receipts[ref] for ref in sorted(receipts)[:2]]
    checks.verify_outside(site, contest.id, folder / "verifying", papers, some)
    before = site.kill("contests-web")
    site.wait_back("contests-web", before)
    assert checks.read_certificate(site, contest.id) == papers.certificate
    return refused.total()
