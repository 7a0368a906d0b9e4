"""`kermesse dead-letters`: list, show, retry, drop, at the console of the machine."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from shared.bus import Message, Outgoing, Topic
from shared.bus.embedded import EmbeddedBus
from shared.clock import SystemClock
from shared.consumer.dead_letters import DeadLetters
from shared.consumer.letters import Desk, read_letters
from stack import cli
from stack.letters.office import SERVICES, topic_of
from tests.shared.bus.joining import read

TOPIC, MANY = "contests.entry", 1000
_HOUR = timedelta(hours=1)
HEADERS = {"ce_id": b"e1", "ce_type": b"kermesse.contests.entry.submitted.v1"}
GOOD = Message(TOPIC, 1, 7, "a", '{"name": "é", "list": [1]}'.encode(), HEADERS)
RAW = Message(TOPIC, 2, 8, "b", b"\xff\x00", {})
HUGE = Message(TOPIC, 0, 9, "c", b"x" * 2_000_000, HEADERS)


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    returncode: int
    stdout: str
    stderr: str


class Console:
    """A data folder with dead letters of insights, and the command that looks after them."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.bus = EmbeddedBus(str(folder / "bus.sqlite"))
        self.bus.ensure_topics([Topic(TOPIC), *(topic_of(service) for service in SERVICES)])
        self._dead = {
            service: DeadLetters(
                self.bus, topic_of(service).name, service, SystemClock(), MANY, _HOUR
            )
            for service in SERVICES
        }

    def bury(
        self, *messages: Message, by: str = "insights", reason: str = "number: too odd"
    ) -> None:
        for message in messages:
            self._dead[by].add(message, reason)

    def run(self, *arguments: str) -> Answer:
        signs = (signal.SIGINT, signal.SIGTERM)
        before = [signal.getsignal(sign) for sign in signs]
        try:
            code = cli.main(["dead-letters", *arguments])
        except SystemExit as error:
            code = int(error.code or 0)
        finally:
            for sign, handler in zip(signs, before, strict=True):
                signal.signal(sign, handler)
        out, err = self._capture.readouterr()
        return Answer(code, out, err)

    def states(self, service: str = "insights") -> list[str]:
        letters = read_letters(self.bus, topic_of(service).name, "checkers")
        return [letter.state for letter in letters]

    def published(self, count: int) -> list[Message]:
        member = self.bus.subscribe("checkers", [TOPIC])
        assert sum(member.end_offsets().values()) == count
        found = read(member, count) if count else []
        member.close()
        return found


@pytest.fixture
def console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Console]:
    for name in [name for name in os.environ if name.startswith("KERMESSE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KERMESSE_DATA_DIR", str(tmp_path))
    made = Console(tmp_path, capsys)
    yield made
    made.bus.close()


def test_the_services_topics_are_the_ones_looked_at() -> None:
    assert SERVICES == ("contests", "gateway", "influencers", "insights")
    names = [topic_of(each).name for each in SERVICES]
    assert names == [f"{each}.dead-letters" for each in SERVICES]
    assert topic_of("contests").retention_ms == 30 * 24 * 3600 * 1000


def test_each_letter_has_a_line(console: Console) -> None:
    console.bury(GOOD, RAW)
    ran = console.run("list")
    assert ran.returncode == 0, ran.stderr
    head, first, second = ran.stdout.splitlines()
    assert head.split()[0] == "id"
    kind = "kermesse.contests.entry.submitted.v1"
    parts = ("insights-0-0", "insights", f"{TOPIC}/1/7", kind, "number: too odd", "waiting")
    assert all(part in first for part in parts)
    assert second.startswith("insights-0-1")
    assert console.run("list", "--service", "contests").stdout == "No dead letters.\n"


def test_the_list_as_json_holds_everything(console: Console) -> None:
    console.bury(GOOD, RAW)
    first, second = json.loads(console.run("list", "--json").stdout)
    assert (first["id"], first["state"], first["key"]) == ("insights-0-0", "waiting", "a")
    assert json.loads(first["value"]) == {"name": "é", "list": [1]}
    assert (second["value"], second["value_base64"]) == (None, "/wA=")


def test_one_is_shown_with_its_headers_and_its_json_or_its_bytes(console: Console) -> None:
    console.bury(GOOD, RAW)
    shown = console.run("show", "insights-0-0").stdout
    assert "dlq_reason: number: too odd" in shown
    assert "ce_id: e1" in shown
    assert '  "name": "é"' in shown
    assert "2 bytes, in hexadecimal: ff00" in console.run("show", "insights-0-1").stdout


def test_a_letter_is_published_again_as_it_was(console: Console) -> None:
    console.bury(GOOD, RAW)
    ran = console.run("retry", "insights-0-0")
    assert ran.returncode == 0, ran.stderr
    assert f"insights-0-0: published again to {TOPIC}." in ran.stdout
    assert "changes nothing the second time" in ran.stdout
    (again,) = console.published(1)
    assert (again.key, again.value, dict(again.headers)) == (GOOD.key, GOOD.value, HEADERS)
    assert console.states() == ["retried", "waiting"]


def test_all_that_waits_is_published_again_at_once(console: Console) -> None:
    console.bury(GOOD, RAW)
    console.run("drop", "insights-0-0", "--because", "known")
    assert console.run("retry", "--all").returncode == 0
    assert [one.value for one in console.published(1)] == [RAW.value]
    assert console.states() == ["dropped", "retried"]
    assert console.run("retry", "--all").stdout == "Nothing was published again.\n"


@pytest.mark.parametrize("chosen", [["--all"], ["insights-0-0"], ["contests-0-0", "insights-0-0"]])
def test_a_message_that_two_services_set_aside_is_published_once(
    console: Console, chosen: list[str]
) -> None:
    for service in ("contests", "insights"):
        console.bury(GOOD, by=service)
    ran = console.run("retry", *chosen)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("published again to") == 1
    assert ran.stdout.count("the same message, published by") == 1
    (again,) = console.published(1)
    assert again.value == GOOD.value
    assert console.states("contests") == console.states("insights") == ["retried"]


def test_messages_read_at_different_places_are_published_each(console: Console) -> None:
    console.bury(GOOD, by="contests")
    console.bury(Message(TOPIC, 1, 8, GOOD.key, GOOD.value, HEADERS), by="insights")
    console.run("retry", "--all")
    assert len(console.published(2)) == 2


def test_what_another_service_gave_up_stays_given_up(console: Console) -> None:
    for service in ("contests", "insights"):
        console.bury(GOOD, by=service)
    console.run("drop", "contests-0-0", "--because", "known")
    console.run("retry", "--all")
    assert (console.states("contests"), console.states("insights")) == (["dropped"], ["retried"])


def test_what_was_dealt_with_is_dealt_with_again_only_when_told_so(console: Console) -> None:
    console.bury(GOOD)
    assert console.run("retry", "insights-0-0").returncode == 0
    for action in (["retry", "insights-0-0"], ["drop", "insights-0-0", "--because", "no"]):
        refused = console.run(*action)
        assert refused.returncode == 1
        assert "insights-0-0 was retried already, at 2" in refused.stderr
        assert "Add --again" in refused.stderr
    assert console.run("retry", "insights-0-0", "--again").returncode == 0
    assert len(console.published(2)) == 2


def test_a_letter_is_given_up_with_a_reason_that_is_kept(console: Console) -> None:
    console.bury(GOOD)
    assert console.run("drop", "insights-0-0", "--because", "a test of ours").returncode == 0
    assert "because: a test of ours" in console.run("show", "insights-0-0").stdout
    assert console.run("list", "--waiting").stdout == "No dead letters.\n"
    assert console.published(0) == []
    assert console.run("drop", "insights-0-0").returncode == 2


@pytest.mark.parametrize("asked", [[], ["--all", "insights-0-0"]], ids=str)
def test_a_retry_is_told_what_to_retry(console: Console, asked: list[str]) -> None:
    console.bury(GOOD)
    ran = console.run("retry", *asked)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Name the letters to retry, or give --all." in ran.stderr


@pytest.mark.parametrize("action", [["show"], ["retry"], ["drop", "--because", "x"]], ids=str)
def test_an_unknown_id_is_named(console: Console, action: list[str]) -> None:
    console.bury(GOOD)
    ran = console.run(*action, "insights-0-9")
    assert ran.returncode == 1
    assert "There is no dead letter insights-0-9." in ran.stderr
    assert console.states() == ["waiting"]


def test_one_that_was_kept_without_its_end_is_not_published(console: Console) -> None:
    console.bury(HUGE, GOOD)
    ran = console.run("retry", "--all")
    assert ran.returncode == 1
    wrong = f"insights-0-0: not retried: it was kept without its end: it is whole at {TOPIC}/0/9."
    assert wrong in ran.stderr
    assert [one.value for one in console.published(1)] == [GOOD.value]
    assert console.states() == ["waiting", "retried"]


def test_a_folder_where_nothing_ran_is_refused_and_stays_empty(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("KERMESSE_DATA_DIR", str(empty))
    ran = console.run("list")
    assert ran.returncode == 2
    assert f"KERMESSE_DATA_DIR: no stack has run in {empty}" in ran.stderr
    assert list(empty.iterdir()) == []


@pytest.mark.kafka
def test_on_kafka_too_a_letter_is_published_again_once(kafka_bootstrap: str) -> None:
    from shared.bus.kafka import KafkaBus

    bus: Any = KafkaBus(kafka_bootstrap, f"t{uuid4().hex[:10]}.", session_timeout=6.0)
    topic = topic_of("insights")
    bus.ensure_topics([Topic(TOPIC), topic])
    try:
        assert read_letters(bus, topic.name, "reader") == []
        dead = DeadLetters(bus, topic.name, "insights", SystemClock(), MANY, _HOUR)
        dead.add(GOOD, "odd")
        dead.add(HUGE, "huge")
        first, second = read_letters(bus, topic.name, "reader")
        assert (first.place, second.place) == (f"{TOPIC}/1/7", f"{TOPIC}/0/9")
        Desk(bus, SystemClock(), "ann").retry(first)
        after = read_letters(bus, topic.name, "reader")
        assert [letter.state for letter in after] == ["retried", "waiting"]
        assert after[0].mark["dlq_by"] == "ann"
        (again,) = read(bus.subscribe("entries", [TOPIC]), 1)
        assert Outgoing(TOPIC, again.key, again.value, tuple(again.headers.items())) == (
            Outgoing(TOPIC, GOOD.key, GOOD.value, tuple(HEADERS.items()))
        )
    finally:
        bus.close()
