"""What the acts of the story share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stack.driver.kit.journal import Journal
from stack.driver.kit.mailbox import Mailbox
from stack.driver.kit.stage import Stage
from stack.driver.stories.contest.crowd import Crowd
from stack.driver.stories.contest.people import Person, led_by, make_people
from stack.driver.stories.contest.team import Plan, Team


def page_of(stage: Stage, slug: str) -> str:
    """Return the address of a contest's page, in French."""
    return f"{stage.pages}/fr/w/{stage.workspace}/c/{slug}"


@dataclass
class Scene:
    """The state of the story; each act adds what the next ones need.

    `beacon` is the address of the draws' beacon, `how_many` the number of people who enter,
    `links` those by which some of them come, by source;
    `seal` is the one from a mail, `drawn` the certificate's values, `excluded` the ref that the
    team took out.
    """

    stage: Stage
    journal: Journal
    beacon: str
    how_many: int
    links: Mapping[str, str] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    seal: str = ""
    certificate: bytes = b""
    drawn: dict[str, Any] = field(default_factory=dict)
    excluded: str = ""
    team: Team = field(init=False)
    plan: Plan = field(init=False)
    crowd: Crowd = field(init=False)
    people: list[Person] = field(init=False)
    contest_url: str = ""
    amended: int = 0

    def __post_init__(self) -> None:
        self.team = Team(self.stage.pages)
        self.people = make_people(self.how_many)

    def begin_crowd(self, slug: str) -> None:
        """Let people come to the page of `slug`."""
        page, mail = page_of(self.stage, slug), Mailbox(self.stage.mails)
        self.crowd = Crowd(page, mail, links=led_by(self.people, self.links))

    def by_ref(self) -> dict[str, Person]:
        """Return the people who confirmed, by the refs that they were given."""
        refs = self.crowd.ledger.refs
        return {refs[one.email]: one for one in self.people if one.email in refs}

    @property
    def page_url(self) -> str:
        """The contest's public page, in French."""
        return self.crowd.page_url
