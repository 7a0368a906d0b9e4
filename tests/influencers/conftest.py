"""An influencers service over a database of its own, for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.documents import open_database
from tests.influencers.bureau import Bureau, bureau_over


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Bureau]:
    """A service over one SQLite file."""
    database = open_database("influencers", data_dir=str(tmp_path))
    yield bureau_over(database, tmp_path)
    database.close()
