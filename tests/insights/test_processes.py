"""`kermesse insights rebuild` beside a worker that runs, as processes of one machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.insights.subjects.contests import Contests
from shared.errors import NotFound
from stack.commands.insights import insights_environ
from stack.supervisor import ROOT
from tests.insights.events import life, opened, recount
from tests.insights.site import Site
from tests.servers.running import until

pytestmark = pytest.mark.processes
HISTORY = [
    one
    for number in range(300)
    for one in life(f"e{number}", ["submitted", "confirmed"], "2026-03-29T16", "letter")
]
LATER = life("later", ["submitted"], "2026-03-29T17", "")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    made.publish([opened()])
    made.publish(one.message() for one in HISTORY)
    yield made
    made.close()


def environ(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "KERMESSE_" not in name}
    return kept | {"KERMESSE_DATA_DIR": str(folder)}


@pytest.fixture
def worker(site: Site, tmp_path: Path) -> Iterator[None]:
    given = insights_environ(environ(tmp_path)) | {"KERMESSE_HEALTH_PORT": "0"}
    command = [sys.executable, "-m", "services.insights.worker"]
    with (tmp_path / "worker.log").open("w") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=given, stderr=log)
    try:
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) == 0


def kermesse(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "stack.cli", "insights", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environ(folder), capture_output=True, text=True, check=False
    )


def shows(site: Site, generation: int, expected: dict[str, object]) -> Callable[[], bool]:
    """Tell whether a generation shows these figures."""

    def seen() -> bool:
        try:
            shown = site.web.serving.opened(generation).part(Contests).figures("lumen", "c1")
        except NotFound:
            return False
        return vars(shown.figures) == expected

    return seen


def test_the_command_rebuilds_beside_a_worker_which_goes_on_with_the_new_figures(
    site: Site, worker: None, tmp_path: Path
) -> None:
    until(shows(site, 1, recount(HISTORY)), 60, "the worker reads everything")
    ran = kermesse(tmp_path, "rebuild")
    assert ran.returncode == 0, ran.stderr
    assert "The same figures: 1 contests; others: 0." in ran.stdout
    assert f"Generation 2 is served: {len(HISTORY) + 1} events read" in ran.stdout
    assert shows(site, 2, recount(HISTORY))()
    site.publish(one.message() for one in LATER)
    until(shows(site, 2, recount([*HISTORY, *LATER])), 60, "the worker moves to the new figures")


def test_a_folder_in_which_nothing_ever_ran_is_named(tmp_path: Path) -> None:
    ran = kermesse(tmp_path, "rebuild")
    assert ran.returncode == 2
    assert f"KERMESSE_DATA_DIR: no stack has run in {tmp_path}" in ran.stderr
    assert list(tmp_path.iterdir()) == []
