"""The walk finds what it is for: made-up routes that say too much, each in its own way."""

from typing import Any

import pytest
import structlog
from flask_smorest import Blueprint

from services.contests.manifest import MANIFEST, READ_CONTESTS
from shared.assembly.web import api_application
from shared.auth import READ_PEOPLE, TokenVerifier, public_key_of
from shared.webapp import caller, open_to_all, requires
from tests.contests.desk import GATEWAY_KEY
from tests.contests.world import WORKSPACE, World
from tests.walls.callers import GatewayDoor, ServiceDoor
from tests.walls.people import GUESTS
from tests.walls.scene import Scene
from tests.walls.site import Site
from tests.walls.walking import Walk

SOMEBODY = GUESTS[2]


def routes_that_tell(world: World) -> Blueprint:
    """Return routes that a hurried hand might add."""
    routes, log = Blueprint("hurried", __name__), structlog.get_logger()

    @routes.get("/contests/<contest_id>/to-the-team")
    @requires(READ_CONTESTS)
    def to_the_team(contest_id: str) -> dict[str, Any]:
        world.context.stores.contests.get(caller().workspace_id, contest_id)
        return {"name": SOMEBODY.first_name}

    @routes.get("/contests/<contest_id>/without-a-note")
    @requires(READ_PEOPLE)
    def without_a_note(contest_id: str) -> dict[str, Any]:
        world.context.stores.contests.get(caller().workspace_id, contest_id)
        return {"email": SOMEBODY.email}

    @routes.get("/contests/<contest_id>/of-any-workspace")
    @requires(READ_CONTESTS)
    def of_any_workspace(contest_id: str) -> dict[str, Any]:
        return {"slug": world.context.stores.contests.get(WORKSPACE, contest_id).slug}

    @routes.get("/in-a-header")
    @open_to_all
    def in_a_header() -> Any:
        return {}, 200, {"X-Greets": SOMEBODY.mark}

    @routes.post("/in-the-log")
    @requires(READ_CONTESTS)
    def in_the_log() -> dict[str, Any]:
        log.info("greeted", of=SOMEBODY.email)
        return {}

    @routes.get("/somewhere/<nobody_knows_where>")
    @requires(READ_CONTESTS)
    def never_reached(nobody_knows_where: str) -> dict[str, Any]:
        return {}

    return routes


@pytest.fixture(scope="module")
def faults(site: Site, scene: Scene, pages: GatewayDoor) -> list[str]:
    verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "contests", site.world.clock)
    hurried = routes_that_tell(site.world)
    app = api_application(MANIFEST, site.world.database, [hurried], verifier)
    walk = Walk(scene, ServiceDoor("contests", app, site))
    walk.routes()
    return walk.faults


@pytest.mark.parametrize(
    ("route", "by", "fault"),
    [
        ("to_the_team", "analyst of maison-lumen", f"names {SOMEBODY.mark} (200)"),
        ("without_a_note", "owner of maison-lumen", f"names {SOMEBODY.mark} (200)"),
        ("of_any_workspace", "owner of other-house", "another workspace is answered 200"),
        ("in_a_header", "nobody of maison-lumen", f"names {SOMEBODY.mark} (200)"),
        ("in_the_log", "owner of maison-lumen", f"a log line names {SOMEBODY.mark}"),
    ],
)
def test_what_says_too_much_is_a_fault_by_its_name(
    faults: list[str], route: str, by: str, fault: str
) -> None:
    (told,) = {each for each in faults if f"(hurried.{route}) by {by}: " in each}
    assert told.endswith(fault)


def test_what_the_walk_cannot_reach_is_a_fault_by_its_name(faults: list[str]) -> None:
    assert (
        "GET /api/v1/somewhere/<nobody_knows_where> (hurried.never_reached) cannot be reached: []"
        in faults
    )
