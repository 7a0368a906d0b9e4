"""One service in one process."""

from pathlib import Path

import pytest

from tests.insights.world import Insights


@pytest.fixture
def insights(tmp_path: Path) -> Insights:
    """The use cases over an empty database."""
    return Insights(tmp_path)
