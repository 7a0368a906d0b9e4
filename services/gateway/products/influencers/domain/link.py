"""A tracked link, as the redirect needs it: where it leads, and until when."""

import string
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from services.gateway.products.influencers.domain.query import with_query

# What an address is written with already; anything else is written as its bytes.
WRITTEN = "".join(set(string.printable) - set(string.whitespace) - set('"<>\\^`{|}'))


class LinkState(StrEnum):
    """Whether a link leads to its destination."""

    ACTIVE = "active"
    DISABLED = "disabled"
    CAPPED = "capped"


@dataclass(frozen=True)
class Link:
    """A link. `key` is its canonical key, `sequence` the number of the event that told this.

    `fallback` is where it leads otherwise ("": the workspace's own page). `pass_query`: what the
    visitor's address asks goes on to the destination. `carries_key`: the destination is told the
    key by `via`; None where the link does not say: pages of ours are told, others are not.
    """

    key: str
    id: str
    workspace_id: str
    sequence: int
    destination: str
    state: LinkState = LinkState.ACTIVE
    fallback: str = ""
    expires_at: datetime | None = None
    pass_query: bool = False
    carries_key: bool | None = None
    program_id: str = ""
    partner_id: str = ""

    def leads(self, now: datetime) -> bool:
        """Tell whether it leads to its destination."""
        expired = self.expires_at is not None and self.expires_at <= now
        return self.state is LinkState.ACTIVE and not expired

    @property
    def otherwise(self) -> str:
        """Where it leads once it leads nowhere else, as a header bears it; "" for our own page."""
        return quote(self.fallback, safe=WRITTEN)

    def address(self, home: str) -> str:
        """Return its destination as a header bears it; `home` is where our own pages are."""
        written = quote(self.destination, safe=WRITTEN)
        ours = written == home or written.startswith((f"{home}/", f"{home}?", f"{home}#"))
        told = ours if self.carries_key is None else self.carries_key
        return with_query(written, f"via={quote(self.key)}") if told else written
