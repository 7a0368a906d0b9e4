"""The demo's story, from the contest form to the verified draw, step by step."""

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
from stack.driver.stories.contest.scene import Scene


@dataclass(frozen=True)
class Outcome:
    """What the story leaves: figures for the table, the certificate's bytes, the seal."""

    figures: dict[str, Any]
    certificate: bytes
    seal: str
    ledger: Ledger = field(repr=False)


def play(stage: Stage, journal: Journal, *, beacon: str, people: int) -> Outcome:
    """Play the whole story; raise `StepFailed` at the first step that does not go as it must.

    `beacon` is the address of the beacon whose round draws, `people` how many enter.
    """
    scene = Scene(stage, journal, beacon, people)
    teaming.publish(scene)
    entering.enter(scene)
    sealing.wait_for_the_draw(scene)
    answering.answer(scene)
    delivering.deliver(scene)
    writing.write(scene)
    counting.count(scene)
    exporting.export(scene)
    owning.own(scene)
    checking.check(scene)
    return Outcome(scene.figures, scene.certificate, scene.seal, scene.crowd.ledger)
