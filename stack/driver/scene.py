"""What the acts of the story share."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stack.driver.crowd import Crowd
from stack.driver.journal import Journal
from stack.driver.mailbox import Mailbox
from stack.driver.people import Person, make_people
from stack.driver.team import Plan, Team


@dataclass(frozen=True)
class Stage:
    """Where the story plays: addresses of pages, mails and beacon, the account, a folder."""

    pages: str
    mails: str
    beacon: str
    workspace: str
    email: str
    password: str = field(repr=False)
    folder: Path = Path()
    people: int = 300
    team: str = "Maison Lumen"


@dataclass
class Scene:
    """The state of the story; each act adds what the next ones need.

    `seal` is the one from a mail, `drawn` the certificate's values, `excluded` the ref that the
    team took out.
    """

    stage: Stage
    journal: Journal
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
        self.people = make_people(self.stage.people)

    def begin_crowd(self, slug: str) -> None:
        """Let people come to the page of `slug`."""
        page = f"{self.stage.pages}/fr/w/{self.stage.workspace}/c/{slug}"
        self.crowd = Crowd(page, Mailbox(self.stage.mails))

    def by_ref(self) -> dict[str, Person]:
        """Return the people who confirmed, by the refs that they were given."""
        refs = self.crowd.ledger.refs
        return {refs[one.email]: one for one in self.people if one.email in refs}

    @property
    def page_url(self) -> str:
        """The contest's public page, in French."""
        return self.crowd.page_url
