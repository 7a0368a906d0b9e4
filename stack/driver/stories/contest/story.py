"""The demo's story, from the contest form to the verified draw, step by step."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stack.driver.kit.journal import Journal
from stack.driver.kit.stage import Stage
from stack.driver.stories.contest.acts import (
    answering,
    checking,
    counting,
    delivering,
    entering,
    exporting,
    owning,
    sealing,
    teaming,
    writing,
)
from stack.driver.stories.contest.ledger import Ledger
from stack.driver.stories.contest.people import SOURCES
from stack.driver.stories.contest.scene import Scene, page_of


@dataclass(frozen=True)
class Brought:
    """How many entries were confirmed by each link, and how many of these the team took out."""

    confirmed: Counter[str]
    excluded: Counter[str]


@dataclass(frozen=True)
class Outcome:
    """What the story leaves: figures for the table, the certificate's bytes, the seal."""

    figures: dict[str, Any]
    certificate: bytes
    seal: str
    ledger: Ledger = field(repr=False)


def pages(stage: Stage) -> dict[str, str]:
    """Return the addresses of the contest's page by which people come, by source."""
    page = page_of(stage, teaming.SLUG)
    return {source: f"{page}?s={source}" for source in SOURCES}


def play(
    stage: Stage,
    journal: Journal,
    *,
    beacon: str,
    people: int,
    links: Mapping[str, str],
    entered: Callable[[Brought], object],
) -> Outcome:
    """Play the whole story; raise `StepFailed` at the first step that does not go as it must.

    `beacon` is the address of the beacon whose round draws, `people` how many enter, `links` lead
    some of them to the page of a source. `entered` is told when all are in.
    """
    scene = Scene(stage, journal, beacon, people, links)
    teaming.publish(scene)
    entering.enter(scene)
    excluded = scene.crowd.links[scene.by_ref()[scene.excluded].email]
    entered(Brought(scene.crowd.brought(), Counter([excluded])))
    sealing.wait_for_the_draw(scene)
    answering.answer(scene)
    delivering.deliver(scene)
    writing.write(scene)
    counting.count(scene)
    exporting.export(scene)
    owning.own(scene)
    checking.check(scene)
    return Outcome(scene.figures, scene.certificate, scene.seal, scene.crowd.ledger)
