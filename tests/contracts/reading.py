"""Contracts as data, for the tests of whoever publishes a message or reads one.

A producer's messages are in `shared/contracts/<producer>`: `asyncapi.yaml` says their shape,
`examples/` holds one message of each, as it is on its topic. A consumer's test reads the example:
`received("kermesse.contests.entry.confirmed.v1")`.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from shared.consumer import Received

ROOT = Path(__file__).parents[2] / "shared" / "contracts"
AT = datetime(2026, 3, 29, 16, tzinfo=UTC)


@dataclass(frozen=True)
class Contract:
    """One message: `place` is the address of its shape."""

    name: str
    producer: str
    place: str

    def check(self, part: str, value: Any) -> None:
        """Raise `ValidationError` unless `value` keeps to the `payload` or the `headers`."""
        Draft202012Validator({"$ref": f"{self.place}/{part}"}, registry=FILES).validate(value)


def _read(uri: str) -> Resource[Any]:
    document = yaml.safe_load(Path(uri.removeprefix("file://")).read_text())
    return Resource.from_contents(document, default_specification=DRAFT202012)


FILES: Registry[Any] = Registry(retrieve=_read)
PRODUCERS = {
    path.parent.name: yaml.safe_load(path.read_text())
    for path in sorted(ROOT.glob("*/asyncapi.yaml"))
}
CONTRACTS = {
    message["name"]: Contract(
        message["name"],
        producer,
        f"{(ROOT / producer / 'asyncapi.yaml').as_uri()}#/components/messages/{key}",
    )
    for producer, contracts in PRODUCERS.items()
    for key, message in contracts["components"]["messages"].items()
}
EXAMPLES = {
    path.name.removesuffix(".json"): json.loads(path.read_text())
    for path in sorted(ROOT.glob("*/examples/*.json"))
}


def received(name: str, **more: Any) -> Received:
    """Return the example of a message as a consumer receives it; `more` are further data."""
    example = EXAMPLES[name]
    return Received(
        id=example["headers"]["ce_id"],
        type=name,
        sequence=int(example["headers"]["ce_sequence"]),
        key=example["key"],
        source=example["headers"]["ce_source"],
        time=AT,
        workspace_id=example["headers"]["ce_workspaceid"],
        data={**example["data"], **more},
        traceparent="",
        topic=name.rpartition(".v")[0].removeprefix("kermesse.").rpartition(".")[0],
        partition=0,
        offset=0,
    )
