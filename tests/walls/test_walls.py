"""Nobody but the person, owner and manager reads a name or an address, by whatever route.

Routes come from the applications' own maps: a new one is walked too, by the story of `scene.py`,
and one that the walk cannot reach fails by its name.
"""

import pytest

from shared.assembly.house import house
from tests.walls.callers import GatewayDoor, ServiceDoor
from tests.walls.scene import Scene
from tests.walls.site import Site
from tests.walls.walking import Walk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SERVICES = [service.name for service in house() if service.api]


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_of_a_service_names_anybody_to_whom_they_are_not_shown(
    site: Site, scene: Scene, pages: GatewayDoor, service: str
) -> None:
    walk = Walk(scene, ServiceDoor(service, site.apis[service], site))
    reached = walk.routes()
    through = Walk(scene, pages)
    through.everybody(reached)
    faults = [*walk.faults, *(f"through the gateway: {each}" for each in through.faults)]
    assert not faults, "\n".join(faults)


def test_no_page_and_no_button_names_anybody_to_whom_they_are_not_shown(
    scene: Scene, pages: GatewayDoor
) -> None:
    walk = Walk(scene, pages)
    walk.pages()
    assert not walk.faults, "\n".join(walk.faults)
