"""Links that a process knows: a bounded memory over the gateway's own collection."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from services.gateway.products.influencers.domain.link import Link
from services.gateway.products.influencers.stores.links import LinkStore
from shared.documents import StoreUnavailable

MOST = 10_000
MISSING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Known:
    """A link, and its destination as a header bears it."""

    link: Link
    address: str


class KnownLinks:
    """At most `most` links; who came first goes first. `home` is where our own pages are.

    While the database is `away`, nobody asks it on behalf of a visitor: known links lead on, of
    others it cannot be said whether they are there. A link that is known changes by `refresh`
    alone, which only takes a newer one.
    """

    def __init__(
        self,
        store: LinkStore,
        home: str,
        *,
        most: int = MOST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._home, self._most, self._clock = store, home, most, clock
        self._known: dict[str, Known] = {}
        self._missing: dict[str, float] = {}
        self.away = False
        self.changed = False

    def find(self, key: str) -> Known | None:
        """Return the link of a canonical key, or None. Raises `StoreUnavailable`."""
        known = self._known.get(key)
        if known is not None or self._missing.get(key, 0.0) > self._clock():
            return known
        if self.away:
            raise StoreUnavailable
        link = self._store.find(key)
        if link is None:
            self._miss(key)
            return None
        return self._keep(link)

    def refresh(self, links: Iterable[Link]) -> None:
        """Take what changed of links that are known."""
        for link in links:
            known = self._known.get(link.key)
            if known is not None and known.link.sequence < link.sequence:
                self._keep(link)

    def learn(self, links: Iterable[Link]) -> None:
        """Take links that an earlier process knew."""
        for link in links:
            self._keep(link)

    def links(self) -> list[Link]:
        """Return the links that are known, the longest known first."""
        return [known.link for known in list(self._known.values())]

    def among(self, keys: Iterable[str]) -> list[str]:
        """Return those keys whose links are known."""
        return [key for key in keys if key in self._known]

    def _keep(self, link: Link) -> Known:
        known = Known(link, link.address(self._home))
        while len(self._known) >= self._most and link.key not in self._known:
            self._known.pop(next(iter(self._known), ""), None)
        self._known[link.key] = known
        self.changed = True
        return known

    def _miss(self, key: str) -> None:
        if len(self._missing) >= self._most:
            self._missing = {}
        self._missing[key] = self._clock() + MISSING_SECONDS
