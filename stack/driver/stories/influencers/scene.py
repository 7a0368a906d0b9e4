"""What the acts of the story share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stack.driver.kit.api import Api
from stack.driver.kit.journal import Journal
from stack.driver.kit.stage import Stage
from stack.driver.kit.waiting import NeverCame, wait_until
from stack.driver.stories.influencers.book import Book
from stack.driver.stories.influencers.team import Member

SECONDS = 30.0


@dataclass
class Partner:
    """A partner, what they were given, and the demo's own account of them."""

    name: str
    email: str
    kind: str
    id: str = ""
    link_id: str = ""
    link: str = ""
    key: str = ""
    code: str = ""
    book: Book = field(default_factory=Book)


@dataclass
class Scene:
    """The state of the story; each act adds what the next ones need.

    `proposes` and `approves` are two people of the team, `secret` is what the shop signs with.
    """

    stage: Stage
    journal: Journal
    partners: list[Partner]
    proposes: Member
    approves: Member
    api: Api
    program: str = ""
    secret: str = ""
    figures: dict[str, Any] = field(default_factory=dict)

    def balance(self, partner: Partner) -> dict[str, int]:
        """Return where a partner's money is, in cents."""
        (told,) = self.api.get(f"/partners/{partner.id}/earnings")["balances"] or [{}]
        return {name: told[name]["amount"] if told else 0 for name in partner.book.balance}

    def clicks(self, partner: Partner) -> dict[str, int]:
        """Return the clicks on a partner's link by verdict."""
        total = self.api.get(f"/links/{partner.link_id}/clicks")["total"]
        return {verdict: count for verdict, count in total.items() if count}

    def wait_for_balances(self) -> None:
        """Wait until the money is where the demo's own account says, to the cent."""
        wanted = {each.name: each.book.balance for each in self.partners}
        self._agree("the balances", wanted, self.balance)

    def wait_for_clicks(self) -> None:
        """Wait until the clicks of each link are counted as the demo counted them."""
        wanted = {each.name: dict(each.book.clicks) for each in self.partners}
        self._agree("the clicks", wanted, self.clicks)

    def _agree(
        self,
        what: str,
        wanted: Mapping[str, Mapping[str, int]],
        look: Callable[[Partner], Mapping[str, int]],
    ) -> None:
        seen = dict[str, Mapping[str, int]]()

        def agrees() -> bool:
            seen.update({each.name: look(each) for each in self.partners})
            return seen == wanted

        try:
            wait_until(agrees, what, SECONDS, every=0.4)
        except NeverCame as error:
            raise NeverCame(f"{error}: Kermesse tells {seen}, the demo {wanted}") from error


def euros(cents: int) -> str:
    """Return an amount as a person reads it."""
    return f"{cents // 100}.{cents % 100:02} EUR"


def summed(amounts: Iterable[int]) -> str:
    """Return a sum of cents as a person reads it."""
    return euros(sum(amounts))
