"""A web server forks after it has used its database: both sides go on."""

import os

import pytest

from shared.documents import Database
from tests.shared.documents.samples import document


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_writes_beside_its_parent(database: Database) -> None:
    entries = database.collection("entries")
    entries.insert(document("before"))
    child = os.fork()
    if child == 0:
        try:
            entries.insert(document("child"))
            os._exit(0)
        finally:
            os._exit(1)
    entries.insert(document("parent"))
    assert os.waitpid(child, 0)[1] == 0
    stored = [one["_id"] for one in entries.find("acme", {}).items]
    assert stored == ["before", "child", "parent"]
