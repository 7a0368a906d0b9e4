"""Contracts are data: each message has an example, and producers keep to both."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from shared.events import Event
from tests.contracts.produced import PRODUCED
from tests.contracts.reading import CONTRACTS, EXAMPLES, FILES, PRODUCERS, ROOT


def test_each_message_has_one_example_and_each_example_a_message() -> None:
    assert set(EXAMPLES) == set(CONTRACTS)


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_a_message_stands_with_its_producer_and_so_does_its_example(name: str) -> None:
    producer = CONTRACTS[name].producer
    assert name.startswith(f"kermesse.{producer}.")
    assert (ROOT / producer / "examples" / f"{name}.json").exists()


@pytest.mark.parametrize("producer", sorted(PRODUCERS))
def test_a_message_is_on_a_channel_that_its_producer_sends_to(producer: str) -> None:
    document = PRODUCERS[producer]
    names = {key: message["name"] for key, message in document["components"]["messages"].items()}
    on_channels = {
        names[key]: channel["address"]
        for channel in document["channels"].values()
        for key in channel["messages"]
    }
    assert on_channels == {
        name: re.sub(r"^kermesse\.(.+)\.[a-z_]+\.v\d+$", r"\1", name) for name in names.values()
    }
    sent = {operation["channel"]["$ref"] for operation in document["operations"].values()}
    assert sent == {f"#/channels/{name}" for name in document["channels"]}


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.yaml")), ids=lambda path: path.parent.name)
def test_every_reference_leads_somewhere(path: Any) -> None:
    resolver = FILES.resolver(path.as_uri())
    for reference in references(resolver.lookup("").contents):
        assert resolver.lookup(reference).contents


def references(value: Any) -> Iterator[str]:
    """Yield every `$ref` in a document."""
    if isinstance(value, dict):
        yield from [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from references(each)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_keeps_to_its_contract(name: str) -> None:
    example = EXAMPLES[name]
    CONTRACTS[name].check("payload", example["data"])
    CONTRACTS[name].check("headers", example["headers"])
    assert example["headers"]["ce_type"] == name


@pytest.mark.parametrize("event", PRODUCED, ids=lambda e: e.type)
def test_a_produced_event_keeps_to_its_contract(event: Event) -> None:
    CONTRACTS[event.type].check("payload", json.loads(json.dumps(event.data)))
    assert re.fullmatch(rf"kermesse\.{re.escape(event.topic)}\.[a-z_]+\.v\d+", event.type)


@pytest.mark.parametrize("producer", ["contests", "influencers"])
def test_each_contract_of_a_service_has_a_producer(producer: str) -> None:
    contracts = {name for name, contract in CONTRACTS.items() if contract.producer == producer}
    assert {event.type for event in PRODUCED if f".{producer}." in event.type} == contracts


@pytest.mark.parametrize("name", sorted(n for n in EXAMPLES if "contests.entry" in n))
def test_events_of_entries_never_stand_beside_a_ref(name: str) -> None:
    assert "ref" not in EXAMPLES[name]["data"]
    assert "e-" not in json.dumps(EXAMPLES[name]["data"])
