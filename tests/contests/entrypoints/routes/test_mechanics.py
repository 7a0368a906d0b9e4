"""What forms learn of mechanics."""

from flask.testing import FlaskClient

from services.contests.domain.mechanics import mechanics
from tests.contests.desk import Desk


def test_every_mechanic_tells_a_form_what_to_ask(desk: Desk, client: FlaskClient) -> None:
    shown = client.get("/api/v1/mechanics", headers=desk.bearer("analyst")).get_json()
    assert [each["kind"] for each in shown] == list(mechanics())
