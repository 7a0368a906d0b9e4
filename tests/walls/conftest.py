"""One product in one process with one story, for every walk: each call finds it as it was told."""

from collections.abc import Iterator

import pytest

from tests.harness.payments import running_provider
from tests.walls.callers import GatewayDoor
from tests.walls.scene import Scene
from tests.walls.site import Site, site_in


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product, with the payment stand-in beside it."""
    with running_provider(str(tmp_path_factory.mktemp("payments") / "book")) as provider:
        yield site_in(tmp_path_factory.mktemp("walls"), provider.url)


@pytest.fixture(scope="session")
def scene(site: Site) -> Scene:
    """What happened in it."""
    return Scene(site)


@pytest.fixture(scope="session")
def pages(site: Site, scene: Scene) -> GatewayDoor:
    """The gateway, with everybody signed in: here the story ends."""
    door = GatewayDoor(site)
    site.keep()
    return door
