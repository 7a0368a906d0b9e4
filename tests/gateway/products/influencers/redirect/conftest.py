"""Visitors before the redirect of one process, its links, and the clicks that it wrote."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from services.gateway.front import Front
from services.gateway.kit.parts import Parts
from services.gateway.products.influencers.domain.link import Link
from services.gateway.products.influencers.redirect.joining import redirect_of
from services.gateway.products.influencers.spill import FOLDER
from services.gateway.products.influencers.stores.links import LinkStore
from tests.gateway.conftest import ORIGIN, parts_in

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"


@dataclass
class Door:
    """The redirect of a process."""

    parts: Parts
    links: LinkStore
    client: Client

    def note(self, *links: Link) -> None:
        """Let the worker learn links."""
        self.links.note(links, self.parts.clock.now())

    def visit(self, path: str, method: str = "GET", **more: Any) -> TestResponse:
        """Follow a link with a phone."""
        more = {"base_url": ORIGIN, **more}
        headers = {"User-Agent": PHONE, **more.pop("headers", {})}
        return self.client.open(path, method=method, headers=headers, **more)

    @property
    def clicks(self) -> list[dict[str, Any]]:
        """The clicks that were written down."""
        files = sorted((self.parts.data_dir / FOLDER).glob("*.spill"))
        return [json.loads(line) for path in files for line in path.read_text().splitlines()]

    def again(self) -> "Door":
        """Return the redirect of another process of the same machine."""
        return door_of(replace(self.parts, registry=CollectorRegistry()), self.links)


def door_of(parts: Parts, links: LinkStore) -> Door:
    """Return the redirect of a process; what it leaves is answered by a page that is not found."""
    nowhere = Response("nowhere", status=404)
    return Door(parts, links, Client(Front(nowhere, [redirect_of(parts)])))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    parts = parts_in(tmp_path)
    yield door_of(parts, LinkStore(parts.accounts.stores.database))


def link(key: str = "lea", destination: str = "https://shop.example/a", **more: Any) -> Link:
    """Return a link as its first event tells it."""
    told = {"id": f"l-{key}", "workspace_id": "maison-lumen", "sequence": 1, **more}
    return Link(key=key, destination=destination, **told)
