"""How a service's mails are written, wait and leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.clock import Clock
from shared.events import Event
from shared.mail import Attachment, Mailer
from shared.post.alarms import MailAlarms
from shared.post.letters import Letters
from shared.post.mailings import Mailings
from shared.post.mails import Mails
from shared.post.outages import Outages


@dataclass(frozen=True)
class Post:
    """`sender` is the address in From, `host` the domain of Message-IDs."""

    clock: Clock
    mails: Mails
    mailings: Mailings
    outages: Outages
    letters: Letters
    mailer: Mailer
    sender: str
    host: str
    alarms: MailAlarms


def nothing_told() -> Sequence[Event]:
    """Tell nothing of an accepted mail."""
    return ()


@dataclass(frozen=True)
class Outgoing:
    """A mail at the moment of its sending: what it has become, for whom, saying what.

    `stranger` stands for an address whose owner has not confirmed, "" for any other. `told` gives
    the events of its acceptance, asked once its server has taken it.
    """

    purpose: str
    language: str
    to: str
    sender_name: str
    facts: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    stranger: str = ""
    told: Callable[[], Sequence[Event]] = nothing_told
