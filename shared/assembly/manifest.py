"""All that the rest of the house may know of a service: its manifest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shared.assembly.published import retention_of
from shared.auth import Permission
from shared.bus import Topic
from shared.forms.field import Field

MONTH_MS = 30 * 24 * 3600 * 1000


class SecretKind(StrEnum):
    """How a secret is made where nobody gives it.

    `KEY`: 32 random bytes in base64. `TEXT`: 64 random letters. `SIGNING`: the private key of
    Ed25519 whose public half every service is given.
    """

    KEY = "key"
    TEXT = "text"
    SIGNING = "signing"


@dataclass(frozen=True)
class Secret:
    """A setting that is secret. Nothing opens what an `irreplaceable` one has wrapped but it."""

    name: str
    kind: SecretKind
    irreplaceable: bool = False


class Runs(StrEnum):
    """What a process is: `web` answers HTTP under gunicorn, `worker` runs loops."""

    WEB = "web"
    WORKER = "worker"


@dataclass(frozen=True)
class Process:
    """A process of a service: the module `services.<service>.<name>`.

    `copies` is how many processes a web server forks where nothing else is said.
    """

    name: str
    runs: Runs
    copies: int = 1


WEB, WORKER = Process("web", Runs.WEB), Process("worker", Runs.WORKER)


@dataclass(frozen=True)
class Manifest:
    """A service, as the house knows it.

    `publishes` are its topics out, `reads` the names of its topics in. `api` says which paths
    below `/api/v1/` lead to it for whoever is signed in: a segment each, `*` for any; the longest
    that fits a path decides. `forms` are the fields of what people fill in, by its name. `people`:
    it keeps people, and answers `POST /people/find`, `/export` and `/erase` by an address.
    """

    name: str
    title: str
    publishes: tuple[Topic, ...] = ()
    reads: tuple[str, ...] = ()
    api: tuple[str, ...] = ()
    people: bool = False
    permissions: tuple[Permission, ...] = ()
    forms: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    secrets: tuple[Secret, ...] = ()
    processes: tuple[Process, ...] = (WEB, WORKER)

    @property
    def dead_letters(self) -> Topic:
        """Where messages go that can never be handled, for a month."""
        return Topic(f"{self.name}.dead-letters", partitions=1, retention_ms=MONTH_MS)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic that its processes need to find."""
        own = {topic.name: topic for topic in self.publishes}
        read = {name: Topic(name, retention_ms=retention_of(name)) for name in self.reads}
        return (*(read | own).values(), *((self.dead_letters,) if self.reads else ()))
