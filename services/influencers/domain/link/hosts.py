"""Which hosts the links of a workspace may lead to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.link.destinations import MOST_HOSTS, checked_host
from services.influencers.domain.link.errors import BadLink
from shared.errors import FieldError, StaleVersion


@dataclass(frozen=True)
class LinkHosts:
    """The hosts that a workspace allows, in ASCII (punycode), exactly as they stand.

    A host allows no other one, not even one that ends with it. What was allowed when a link was
    made is asked again at each edit.
    """

    workspace_id: str
    hosts: tuple[str, ...] = ()
    updated_at: datetime | None = None
    version: int = 0

    def at(self, version: int) -> "LinkHosts":
        """Return it; raise `StaleVersion` unless this is the version that was read."""
        if version != self.version:
            raise StaleVersion
        return self

    def named(self, hosts: Sequence[str], now: datetime) -> "LinkHosts":
        """Return it with these hosts. Raises `BadLink` (`hosts`)."""
        if len(hosts) > MOST_HOSTS:
            raise BadLink(fields=[FieldError("hosts", "too_many_hosts", {"max": MOST_HOSTS})])
        known = tuple(sorted({checked_host(each, "hosts") for each in hosts}))
        return self if known == self.hosts else replace(self, hosts=known, updated_at=now)
