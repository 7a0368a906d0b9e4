"""The team opens a program; three partners apply, are taken in, and get link and code."""

import time
from collections.abc import Mapping

from stack.driver.kit.crowd import at_once
from stack.driver.kit.waiting import Unexpected, wait_until
from stack.driver.stories.influencers.applicant import apply
from stack.driver.stories.influencers.scene import Partner, Scene

FOUND = 302
# A key that is not known yet is remembered for two seconds, by each process.
FORGOTTEN = 2.0
SECONDS = 30.0


def prepare(scene: Scene, destinations: Mapping[str, str]) -> dict[str, str]:
    """Play the act; return the links by the names of their destinations, one for each partner."""
    step, team = scene.journal.step, scene.proposes
    with step("The team opens a program: 1.50 EUR for an entry, 12.5 % of a sale"):
        scene.program = team.open_program()
    with step("Three partners apply by its page, and are taken in") as remarks:
        at_once(lambda each: _apply(scene, each), scene.partners)
        _know(scene)
        for each in scene.partners:
            team.take_in(each.id)
            remarks.append(each.name)
    with step("Each gets a link and a code; the shop gets a secret") as remarks:
        for each, destination in zip(scene.partners, destinations.values(), strict=True):
            _equip(scene, each, destination)
            remarks.append(f"{each.link} and {each.code}: {each.name}")
        scene.secret = team.make_secret(scene.program)
        _wait_for_links(scene)
    return {name: each.link for name, each in zip(destinations, scene.partners, strict=True)}


def _apply(scene: Scene, partner: Partner) -> None:
    url = f"{scene.stage.pages}/fr/w/{scene.stage.workspace}/join/{scene.program}"
    apply(url, name=partner.name, email=partner.email, kind=partner.kind)


def _know(scene: Scene) -> None:
    """Learn by which ids the team knows those who applied."""
    found = scene.api.get(f"/programs/{scene.program}/partners", state="pending")["items"]
    ids = {each["partner"]["email"]: each["partner"]["id"] for each in found}
    for partner in scene.partners:
        if partner.email not in ids:
            raise Unexpected(f"{partner.name} applied, and the team sees {sorted(ids)}")
        partner.id = ids[partner.email]


def _equip(scene: Scene, partner: Partner, destination: str) -> None:
    partner.link_id = scene.proposes.make_link(partner.id, scene.program, destination)
    link = scene.api.get(f"/links/{partner.link_id}")
    partner.link, partner.key = link["url"], link["key"]
    partner.code = f"{partner.name.split()[0].upper()}10"
    scene.proposes.make_code(partner.id, scene.program, partner.code)


def _wait_for_links(scene: Scene) -> None:
    """Wait until every process leads where the links say."""
    missed = time.monotonic() - FORGOTTEN

    def leads() -> bool:
        nonlocal missed
        told = [scene.proposes.browser.look(each.link) for each in scene.partners]
        if any(status != FOUND for status in told):
            missed = time.monotonic()
        return time.monotonic() - missed > FORGOTTEN

    wait_until(leads, "the links that were made", SECONDS)
