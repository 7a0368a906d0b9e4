"""Contracts are data: each message has an example, producers and consumers keep to both."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from services.contests.entrypoints.subscriptions import handlers as contests_handlers
from services.insights.entrypoints.subscriptions import handlers as insights_handlers
from shared.consumer import Received, Together
from shared.documents import Event
from tests.contracts.produced import PRODUCED

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "shared" / "contracts"
ASYNCAPI: dict[str, Any] = yaml.safe_load((CONTRACTS / "asyncapi.yaml").read_text())
MESSAGES = {m["name"]: m for m in ASYNCAPI["components"]["messages"].values()}
KEYS = {m["name"]: key for key, m in ASYNCAPI["components"]["messages"].items()}
EXAMPLES = {
    path.name.removesuffix(".json"): json.loads(path.read_text())
    for path in sorted((CONTRACTS / "examples").glob("*.json"))
}


def validator(message: str, part: str) -> Draft202012Validator:
    pointer = f"#/components/messages/{KEYS[message]}/{part}"
    return Draft202012Validator({"$ref": pointer, "components": ASYNCAPI["components"]})


def test_each_message_has_one_example_and_each_example_a_message() -> None:
    assert set(EXAMPLES) == set(MESSAGES)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_keeps_to_its_contract(name: str) -> None:
    example = EXAMPLES[name]
    validator(name, "payload").validate(example["data"])
    validator(name, "headers").validate(example["headers"])
    assert example["headers"]["ce_type"] == name


@pytest.mark.parametrize("event", PRODUCED, ids=lambda e: e.type)
def test_a_produced_event_keeps_to_its_contract(event: Event) -> None:
    validator(event.type, "payload").validate(json.loads(json.dumps(event.data)))
    assert re.fullmatch(rf"kermesse\.{re.escape(event.topic)}\.[a-z_]+\.v\d+", event.type)


def test_each_contract_of_contests_has_a_producer() -> None:
    contracts = {name for name in MESSAGES if name.startswith("kermesse.contests.")}
    assert {event.type for event in PRODUCED} == contracts


@pytest.mark.parametrize("name", sorted(n for n in EXAMPLES if "contests.entry" in n))
def test_events_of_entries_never_stand_beside_a_ref(name: str) -> None:
    assert "ref" not in EXAMPLES[name]["data"]
    assert "e-" not in json.dumps(EXAMPLES[name]["data"])


def received(name: str, **more: Any) -> Received:
    example = EXAMPLES[name]
    return Received(
        id=example["headers"]["ce_id"],
        type=name,
        sequence=int(example["headers"]["ce_sequence"]),
        key=example["key"],
        source=example["headers"]["ce_source"],
        time=datetime(2026, 3, 29, 16, tzinfo=UTC),
        workspace_id=example["headers"]["ce_workspaceid"],
        data={**example["data"], **more},
        traceparent="",
        topic=name.split(".v")[0],
        partition=0,
        offset=0,
    )


@pytest.mark.parametrize("name", sorted(insights_handlers(lambda _: None, lambda _: None)))
def test_insights_reads_the_examples_and_ignores_what_it_does_not_know(name: str) -> None:
    commands: list[Any] = []
    handler = insights_handlers(commands.append, commands.append)[name]

    def handle(event: Received) -> None:
        return handler.handle([event]) if isinstance(handler, Together) else handler(event)

    handle(received(name))
    handle(received(name, a_later_field="x"))
    assert len(commands) == 2
    assert commands[0] == commands[1]


class Reached(Exception):
    """The message was read, and its use case began."""


class Beyond:
    """A context that no use case gets further than."""

    def __getattr__(self, name: str) -> Any:
        raise Reached(name)


CONTESTS: dict[str, Any] = contests_handlers(Beyond())  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(CONTESTS))
def test_contests_reads_the_examples_and_ignores_what_it_does_not_know(name: str) -> None:
    with pytest.raises(Reached):
        CONTESTS[name](received(name))
    with pytest.raises(Reached):
        CONTESTS[name](received(name, a_later_field="x"))
