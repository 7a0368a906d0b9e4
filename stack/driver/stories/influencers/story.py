"""The story, from a link to a euro: begun before people come, told to its end once they are in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stack.driver.kit.api import Api
from stack.driver.kit.journal import Journal
from stack.driver.kit.stage import Stage
from stack.driver.stories.influencers.acts import (
    agreeing,
    clicking,
    paying,
    preparing,
    selling,
)
from stack.driver.stories.influencers.scene import Partner, Scene
from stack.driver.stories.influencers.team import Member


@dataclass(frozen=True)
class Outcome:
    """What the story leaves: figures for the table, how many messages its topics must hold."""

    figures: dict[str, Any]
    published: dict[str, int]


class Story:
    """The story that was begun; `links` are those of the partners, by where they lead."""

    def __init__(self, scene: Scene, links: Mapping[str, str]) -> None:
        self._scene, self.links = scene, links

    def tell(self, confirmed: Mapping[str, int], excluded: Mapping[str, int]) -> Outcome:
        """Tell the rest; `confirmed` entries by link, `excluded` of them.

        Raises `StepFailed` at the first step that does not go as it must.
        """
        scene = self._scene
        clicking.click(scene, confirmed, excluded)
        selling.sell(scene)
        paying.pay(scene)
        agreeing.agree(scene)
        return Outcome(scene.figures, published(scene))


def begin(stage: Stage, journal: Journal, destinations: Mapping[str, str]) -> Story:
    """Open a program with three partners, one for each destination.

    Raises `StepFailed` at the first step that does not go as it must.
    """
    with journal.step("Two of the team sign in to pay partners"):
        proposes = Member(stage.pages, stage.email, stage.password)
        approves = Member(stage.pages, stage.second, stage.password)
        api = Api(proposes.browser, stage.pages, proposes.door)
    scene = Scene(stage, journal, partners(), proposes, approves, api)
    return Story(scene, preparing.prepare(scene, destinations))


def partners() -> list[Partner]:
    """Return three partners who are not known yet."""
    return [
        Partner("Ada Écrit", "ada@partners.example.org", "blogger"),
        Partner("Basile Filme", "basile@partners.example.org", "influencer"),
        Partner("Chloe Peint", "chloe@partners.example.org", "ambassador"),
    ]


def published(scene: Scene) -> dict[str, int]:
    """Return how many messages each topic must hold at the least when the story is over."""
    books = [each.book for each in scene.partners]
    clicks = sum(each.clicks.total() for each in books)
    return {
        "influencers.link": len(books),
        "gateway.click": clicks,
        "influencers.click": clicks,
        # Each is accrued, then released.
        "influencers.commission": 2 * sum(each.entries + len(each.orders) for each in books),
        # By transfer nobody tells that it was sent.
        "influencers.payout": 2 * len(("proposed", "confirmed", "sending", "completed")) + 1,
    }
