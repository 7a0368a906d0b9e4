"""The API over a world, and who calls it."""

from flask.testing import FlaskClient

from services.contests.bootstrap.foundation import Foundation
from services.contests.bootstrap.web import application
from shared.auth import Caller, TokenSigner, TokenVerifier, public_key_of
from shared.ids import SeededIds
from tests.contests.world import WORKSPACE, World

GATEWAY_KEY = bytes(32)


def api_of(world: World) -> FlaskClient:
    """Return a client of the API."""
    verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "contests", world.clock)
    return application(Foundation(world.database, world.context), verifier).test_client()


def bearer(
    world: World, role: str, *, workspace: str = WORKSPACE, subject: str = "a-1"
) -> dict[str, str]:
    """Return the header of a caller with this role."""
    caller = Caller(subject, workspace, frozenset({role}), "request-1")
    token = TokenSigner(GATEWAY_KEY, world.clock, SeededIds(9)).sign(caller, "contests")
    return {"Authorization": f"Bearer {token}"}
