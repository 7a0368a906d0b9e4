"""What the tests of these routes share."""

import pytest
from flask.testing import FlaskClient

from tests.contests.desk import Desk


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    """A client of the API."""
    return desk.client()
