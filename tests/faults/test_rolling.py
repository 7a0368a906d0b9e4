"""A rolling change: earlier code and this code beside each other, over the same data, under load.

Two copies of each process are started from an earlier revision. While people enter, one copy after
the other is replaced by this code; then the two go on side by side until winners have answered;
then the other copies are replaced. See docs/faults.md.
"""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from stack.driver.kit.waiting import wait_until
from stack.driver.stories.contest.proving import Verifier
from tests.faults import checks, topics
from tests.faults.crowd import Crowd, Post
from tests.faults.doors import GatewayDoor
from tests.faults.fleet import Fleet, fleet_of
from tests.faults.ledger import InFlight
from tests.faults.opening import Opened, open_contest, open_workspace
from tests.faults.proof import told_of_crowd
from tests.faults.revisions import EARLIER, exported
from tests.faults.seeds import SEED, chance
from tests.faults.traps import claim_of
from tests.harness.site import Site

pytestmark = [
    pytest.mark.faults,
    pytest.mark.processes,
    pytest.mark.earlier,
    pytest.mark.timeout(600),
]
PEOPLE, OPEN_FOR, CONFIRM_WITHIN = 300, 60, 20
LONG = 180.0
Tell = Callable[[str], None]


def test_a_rolling_change_loses_nothing_counts_nothing_twice_and_draws_once(
    tmp_path: Path, tell: Tell
) -> None:
    tree = exported(tmp_path / "earlier")
    with fleet_of(tmp_path / "site", tree) as fleet:
        site = fleet.site
        open_workspace(site)
        contest = open_contest(site, open_for=OPEN_FOR, confirm_within=CONFIRM_WITHIN)
        crowd = Crowd(
            SEED, PEOPLE, contest, Post(site.layout.folder / "mail"),
            lambda: GatewayDoor(site, contest.slug, InFlight(), beside_earlier=True).arrive(),
        )  # fmt: skip
        crowd.start()
        try:
            replaced(fleet, "a", tell)
            drawn_by_both(site, contest, crowd)
            certificate = told_alike(fleet, contest)
            decline_first(site, contest)
            replaced(fleet, "b", tell)
            settled(site, contest)
        finally:
            crowd.end()
            for line in told_of_crowd(crowd):
                tell(line)
        checks.must(not crowd.ledger.odd, f"never to be told: {crowd.ledger.odd[:5]}")
        compare(site, contest, crowd, certificate, tmp_path / "verifying", tree)


def replaced(fleet: Fleet, which: str, tell: Tell) -> None:
    """Replace one copy of each kind by this code, one after the other."""
    copies = fleet.of(which)
    chance(f"rolling {which}").shuffle(copies)
    for copy in copies:
        fleet.replace(copy)
    tell(f"{EARLIER} → this code: {', '.join(copy.name for copy in copies)}")


def drawn_by_both(site: Site, contest: Opened, crowd: Crowd) -> None:
    """Wait until everybody was told, and every winner's mail was taken."""
    wait_until(
        lambda: crowd.settled(lambda: shown(site, contest)["state"] != "open"),
        "an answer to everyone",
        OPEN_FOR + CONFIRM_WITHIN + LONG,
    )
    wait_until(lambda: told(site, contest), "every winner's mail", LONG)


def shown(site: Site, contest: Opened) -> Any:
    """Return the contest as its team sees it."""
    return site.ask("GET", "contests", f"/contests/{contest.id}").json()


def winners(site: Site, contest: Opened) -> list[dict[str, Any]]:
    """Return the winners as the team sees them, none before the draw."""
    path = f"/contests/{contest.id}/outcome"
    answer = site.ask("GET", "contests", path, accepted=(404,))
    return list(answer.json().get("winners", []))


def told(site: Site, contest: Opened) -> bool:
    """Tell whether every winner who holds a prize was told of it."""
    held = [one["state"] for one in winners(site, contest) if one["state"] != "skipped"]
    return bool(held) and "drawn" not in held


def told_alike(fleet: Fleet, contest: Opened) -> bytes:
    """Ask both copies of each service; they say the same. Return the certificate."""
    found: list[dict[str, Any]] = []
    for address in fleet.both("contests-web"):
        papers = {
            name: asked(fleet, address, "contests", f"/contests/{contest.id}/{name}").content
            for name in ("certificate", "commitment", "list")
        }
        whole = asked(fleet, address, "contests", f"/public/contests/{contest.slug}").json()
        others = {name: whole[name] for name in ("rules_hash", "seal")}
        found.append({**papers, **others, **whole["outcome"]})
    one, other = found
    # What this code tells beside what the earlier one does is no difference.
    both = one.keys() & other.keys()
    checks.must(len(both) == min(len(one), len(other)), "two copies of contests tell other papers")
    differing = sorted(name for name in both if one[name] != other[name])
    checks.must(not differing, f"two copies of contests tell {differing} that differ")
    path = f"/contests/{contest.id}/figures"
    counted = [asked(fleet, each, "insights", path).json() for each in fleet.both("insights-web")]
    checks.must(counted[0] == counted[1], f"two copies of insights tell {counted}")
    return one["certificate"]


def asked(fleet: Fleet, address: str, service: str, path: str) -> requests.Response:
    """Ask one copy."""
    headers = fleet.site.bearer(service, "owner")
    answer = requests.get(f"{address}/api/v1{path}", headers=headers, timeout=30)
    answer.raise_for_status()
    return answer


def decline_first(site: Site, contest: Opened) -> None:
    """Let the first winner decline; wait until an alternate has that very prize and knows it."""
    answer(site, winners(site, contest)[0]["ref"], "decline")
    wait_until(
        lambda: len(winners(site, contest)) > 4 and told(site, contest), "the alternate", LONG
    )


def settled(site: Site, contest: Opened) -> None:
    """Let everyone who holds a prize have it."""
    for one in winners(site, contest):
        if one["state"] != "skipped":
            answer(site, one["ref"], "accept")
            for act in ("verify", "fulfil"):
                path = f"/contests/{contest.id}/winners/{one['ref']}/{act}"
                site.ask("POST", "contests", path)
    wait_until(lambda: shown(site, contest)["state"] == "settled", "the end", LONG)


def answer(site: Site, ref: str, act: str) -> None:
    """Answer as the winner of a ref, by the link of their mail."""
    (token,) = {
        claim_of(letter.raw)
        for letter in checks.letters([site.layout.folder / "mail"])
        if claim_of(letter.raw) and ref in letter.text
    }
    site.ask("POST", "contests", f"/claims/{token}/{act}", "public")


def compare(
    site: Site, contest: Opened, crowd: Crowd, certificate: bytes, folder: Path, tree: Path
) -> None:
    """Check all that was acknowledged against all that is there."""
    papers, mails = checks.read_papers(site, contest.id), [site.layout.folder / "mail"]
    checks.must(papers.certificate == certificate, "the certificate changed")
    checks.check_list(crowd.ledger, papers)
    checks.check_figures(site, contest.id, crowd.ledger)
    topics.check_quiet(site)
    made = [each for each in topics.events(site, ["contests.draw"]) if ".made." in each.type]
    draws = {event.id for event in made}
    checks.must(len(draws) == 1, f"{len(draws)} draws")
    receipts = checks.mailed_receipts(mails)
    checks.check_receipts(crowd.ledger, receipts, papers)
    checks.check_mails(mails)
    once = [letter.message["Message-ID"] for letter in checks.letters(mails)]
    checks.must(len(once) == len(set(once)), "a mail came twice, though nobody was killed")
    verified(site, contest, papers, next(iter(receipts.values())), folder, tree)


def verified(
    site: Site,
    contest: Opened,
    papers: checks.Papers,
    receipt: dict[str, Any],
    folder: Path,
    tree: Path,
) -> None:
    """Let the verifier of each code say that certificate, seal, receipt and outcome hold."""
    path = f"/contests/{contest.id}/verify.py"
    programs = [
        site.ask("GET", "contests", path, "public").content,
        (tree / "services/contests/entrypoints/verify.py").read_bytes(),
    ]
    outcome = site.ask("GET", "contests", f"/contests/{contest.id}/outcome").json()["chain"]
    for number, program in zip(itertools.count(), programs):
        verifier = Verifier(folder / str(number), program)
        certificate = verifier.write("certificate.json", papers.certificate)
        given = verifier.write_json("receipt.json", receipt)
        became = verifier.write("outcome.json", json.dumps(outcome).encode())
        options = ["--receipt", given.name, "--outcome", became.name, "--seal", papers.seal]
        verifier.must_hold(certificate, *options)
