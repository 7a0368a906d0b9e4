"""The letters of every service on the bus that the settings name, and who deals with them."""

import getpass
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.bus import Bus, BusUnavailable, Topic, open_bus
from shared.clock import SystemClock
from shared.consumer.letters import Desk, Letter, read_letters
from shared.settings import load
from stack.errors import StackError, WrongSetting
from stack.house import manifest_of, manifests
from stack.letters.telling import name_of
from stack.settings import StackSettings

SERVICES = tuple(each.name for each in manifests() if each.reads)
Named = tuple[str, Letter]


def topic_of(service: str) -> Topic:
    """Return the topic of a service's dead letters, as the service declares it."""
    return manifest_of(service).dead_letters


@dataclass(frozen=True)
class Office:
    """The letters by what operators call them, each with its service, and the desk."""

    letters: Mapping[str, Named]
    desk: Desk

    def of(self, service: str | None, *, waiting: bool) -> list[Named]:
        """Return the letters of one service, or of all; where `waiting`, only those that do."""
        return [
            (its, letter)
            for its, letter in self.letters.values()
            if service in (None, its) and not (waiting and letter.state != "waiting")
        ]

    def named(self, names: Sequence[str]) -> list[Named]:
        """Return the letters of these names; raise `StackError` naming those that are unknown."""
        unknown = [name for name in names if name not in self.letters]
        if unknown:
            raise StackError(f"There is no dead letter {', '.join(unknown)}.")
        return [self.letters[name] for name in dict.fromkeys(names)]

    def by_original(self, chosen: Sequence[Named]) -> list[list[Named]]:
        """Return the chosen letters by the message that they hold.

        With them come those of other services that hold it too and wait for a decision.
        """
        found: dict[str, list[Named]] = {}
        for each in chosen:
            found.setdefault(_original(*each), []).append(each)
        for each in self.of(None, waiting=True):
            together = found.get(_original(*each), [])
            if together and each not in together:
                together.append(each)
        return list(found.values())

    def undecided(self, names: Sequence[str], *, again: bool) -> list[Named]:
        """Return the letters; raise `StackError` for one that was dealt with, unless `again`."""
        chosen = self.named(names)
        for service, letter in chosen:
            if letter.state != "waiting" and not again:
                when, who = letter.mark.get("dlq_time", ""), letter.mark.get("dlq_by", "")
                raise StackError(
                    f"{name_of(service, letter)} was {letter.state} already, at {when} by {who}. "
                    "Add --again to do it once more."
                )
        return chosen


def _original(service: str, letter: Letter) -> str:
    """Return what names the message that a letter holds; of one without its place, the letter."""
    return letter.place if all(letter.place.split("/")) else name_of(service, letter)


@contextmanager
def opened(environ: Mapping[str, str]) -> Iterator[Office]:
    """Yield the office; raise `StackError` where the bus does not answer, or never was."""
    settings = load(StackSettings, environ)
    folder = Path(settings.data_dir).resolve()
    if not settings.kafka_bootstrap and not (folder / "bus.sqlite").exists():
        raise WrongSetting(
            f"KERMESSE_DATA_DIR: no stack has run in {folder}. "
            "Name its folder, or its brokers in KERMESSE_KAFKA_BOOTSTRAP."
        )
    bus = open_bus(
        kafka_bootstrap=settings.kafka_bootstrap,
        data_dir=str(folder),
        topic_prefix=settings.topic_prefix,
    )
    try:
        yield Office(_read(bus), Desk(bus, SystemClock(), _user()))
    except BusUnavailable as error:
        raise StackError(f"The bus does not answer: {error}") from error
    finally:
        bus.close()


def _read(bus: Bus) -> dict[str, Named]:
    bus.ensure_topics([topic_of(service) for service in SERVICES])
    return {
        name_of(service, letter): (service, letter)
        for service in SERVICES
        for letter in read_letters(bus, topic_of(service).name, f"dead-letters.{_user()}")
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
