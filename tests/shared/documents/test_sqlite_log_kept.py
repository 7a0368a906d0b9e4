"""A process that comes and goes never takes the log away under those that stay."""

import subprocess
import sys
import threading
from pathlib import Path

from shared.documents import open_database

VISITOR = """
import sys
from shared.documents import open_database
database = open_database("visited", data_dir=sys.argv[1])
things = database.collection("things")
things.ensure(())
things.insert({"_id": "visitor", "workspace_id": "w"})
print(things.count("w", {}))
database.close()
"""


def visit(folder: Path) -> int:
    """Let another process write a document; return how many it counts."""
    command = [sys.executable, "-c", VISITOR, str(folder)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_what_several_threads_write_outlives_the_visit_of_another_process(tmp_path: Path) -> None:
    database = open_database("visited", data_dir=str(tmp_path))
    things = database.collection("things")
    things.ensure(())
    things.insert({"_id": "first", "workspace_id": "w"})
    second = threading.Thread(target=lambda: things.insert({"_id": "b", "workspace_id": "w"}))
    second.start()
    second.join()
    assert visit(tmp_path) == 3
    things.insert({"_id": "last", "workspace_id": "w"})
    assert things.count("w", {}) == 4
    afterwards = open_database("visited", data_dir=str(tmp_path)).collection("things")
    afterwards.ensure(())
    assert afterwards.count("w", {}) == 4
