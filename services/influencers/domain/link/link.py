"""A tracked link of a partner in a program: where it leads, and what may become of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from services.influencers.domain.link.destinations import is_home
from services.influencers.domain.link.errors import WrongLinkState
from services.influencers.domain.link.events import told
from services.influencers.domain.link.form import LinkForm
from services.influencers.domain.link.utm import NAMES, merged
from shared.errors import StaleVersion
from shared.events import Event, Stamp

Changed = tuple["Link", Sequence[Event]]


class LinkState(StrEnum):
    """Whether a link leads to its destination, but for its expiry."""

    ACTIVE = "active"
    DISABLED = "disabled"
    CAPPED = "capped"


class LinkKind(StrEnum):
    """A link of a partner, or theirs to one contest."""

    PARTNER = "partner"
    CONTEST = "contest"


class LinkVerb(StrEnum):
    """What a team may do with a link."""

    EDIT = "edit"
    DISABLE = "disable"
    ENABLE = "enable"


@dataclass(frozen=True)
class Link:
    """A link. `key` is canonical and never changes; `id` follows from it.

    `destination` is as it was typed, `address` with its UTM parameters. `fallback` is where it
    leads once it is disabled, expired or capped ("": the workspace's own page). `tells` says
    whether the destination hears the key: `own` (our own pages alone), `always`, `never`.
    """

    id: str
    workspace_id: str
    program_id: str
    partner_id: str
    kind: LinkKind
    key: str
    destination: str
    created_at: datetime
    updated_at: datetime
    contest_id: str = ""
    label: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    utm_term: str = ""
    utm_content: str = ""
    expires_at: datetime | None = None
    cap: int | None = None
    fallback: str = ""
    pass_query: bool = False
    tells: str = "own"
    state: LinkState = LinkState.ACTIVE
    request_hash: str = ""
    version: int = 1

    @property
    def address(self) -> str:
        """Its destination with its UTM parameters in it."""
        return merged(self.destination, {name: getattr(self, name) for name in NAMES})

    def at(self, version: int) -> "Link":
        """Return it; raise `StaleVersion` unless this is the version that was read."""
        if version != self.version:
            raise StaleVersion
        return self

    def brings_to(self, contest: str, home: str) -> bool:
        """Tell whether it brings people to a contest; `home` is where our own pages are.

        To the one that it was made for; made for none, to those of its workspace, where it leads
        to pages of ours at all.
        """
        if self.contest_id:
            return self.contest_id == contest
        return is_home(urlsplit(self.destination), home)

    def expired(self, now: datetime) -> bool:
        """Tell whether its time is over."""
        return self.expires_at is not None and self.expires_at <= now


def made(link: Link, stamp: Stamp) -> Changed:
    """Return a new link with its event."""
    return link, (told("made", link, stamp),)


def changed(link: Link, form: LinkForm, stamp: Stamp) -> Changed:
    """Return it as the team has it now. With another cap it leads again, until that is reached."""
    after = replace(link, **vars(form))
    if after.cap != link.cap and link.state is LinkState.CAPPED:
        after = replace(after, state=LinkState.ACTIVE)
    return _told("changed", link, after, stamp)


def disabled(link: Link, stamp: Stamp) -> Changed:
    """Lead to the fallback from now on; a repeat changes nothing."""
    return _told("disabled", link, replace(link, state=LinkState.DISABLED), stamp)


def enabled(link: Link, stamp: Stamp) -> Changed:
    """Lead there again; a repeat changes nothing. Raises `WrongLinkState` where it is capped."""
    if link.state is LinkState.CAPPED:
        raise WrongLinkState
    return _told("enabled", link, replace(link, state=LinkState.ACTIVE), stamp)


def capped(link: Link, counted: int, stamp: Stamp) -> Changed:
    """Lead to the fallback once so many clicks were counted; before that nothing changes."""
    if link.cap is None or counted < link.cap or link.state is not LinkState.ACTIVE:
        return link, ()
    return _told("capped", link, replace(link, state=LinkState.CAPPED), stamp)


def verbs_on(link: Link) -> list[LinkVerb]:
    """Return what may be done with a link now."""
    switch = {LinkState.ACTIVE: [LinkVerb.DISABLE], LinkState.CAPPED: [LinkVerb.DISABLE],
              LinkState.DISABLED: [LinkVerb.ENABLE]}  # fmt: skip
    return [LinkVerb.EDIT, *switch[link.state]]


def _told(verb: str, before: Link, after: Link, stamp: Stamp) -> Changed:
    if after == before:
        return before, ()
    after = replace(after, updated_at=stamp.at)
    return after, (told(verb, after, stamp),)
