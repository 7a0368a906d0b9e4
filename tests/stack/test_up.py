"""`kermesse up` starts everything, keeps it running, ends it, and finds it again."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from stack.driver.team import Team
from stack.driver.waiting import Unexpected
from stack.ports import choose_free
from stack.programs import ALL
from stack.secrets import DEMO_PASSWORD, read
from tests.servers.running import until
from tests.stack.stacks import Up, of_folder

pytestmark = [pytest.mark.processes, pytest.mark.timeout(240)]
OWNER = "claire@maison-lumen.example.org"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    for process in of_folder(tmp_path):
        process.kill()


def health_of(up: Up, name: str) -> psutil.Process:
    """Return the leader of the process group of a program."""
    for process in of_folder(up.folder):
        words = " ".join(process.cmdline())
        if f"services.{name.replace('-', '.')}" in words and process.pid == _group(process):
            return process
    raise AssertionError(f"{name} does not run")


def _group(process: psutil.Process) -> int:
    return os.getpgid(process.pid)


def test_ctrl_c_ends_everything_within_five_seconds(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    assert requests.get(f"{up.pages}/readyz", timeout=5).status_code == 200
    assert len(of_folder(folder)) > len(ALL)
    assert up.end() < 5
    assert up.process.returncode == 0
    assert of_folder(folder) == []


def test_a_request_to_end_is_obeyed_too(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    assert up.end(signal.SIGTERM) < 5
    assert of_folder(folder) == []


def test_everything_ends_when_the_command_is_killed(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    up.end(signal.SIGKILL)
    until(lambda: of_folder(folder) == [], 8, "the end of every process")


def test_a_process_that_is_killed_comes_back(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    before = health_of(up, "gateway-web").pid
    health_of(up, "gateway-web").kill()

    def back() -> bool:
        try:
            return requests.get(f"{up.pages}/readyz", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    until(lambda: "gateway-web ended (code -9)" in up.said and back(), 20, "gateway-web")
    assert health_of(up, "gateway-web").pid != before
    up.end()


def test_a_second_one_on_the_same_folder_is_refused(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    second = Up(folder, "--empty")
    assert second.process.wait(20) == 2
    assert f"kermesse up already runs in {folder}" in second.said
    up.end()


def test_a_port_in_use_is_named_with_its_setting(folder: Path, tmp_path: Path) -> None:
    up = Up(folder, "--empty").wait()
    other = Up(tmp_path / "other", "--empty", port=up.port)
    assert other.process.wait(20) == 2
    assert f"Port {up.port} is in use" in other.said
    assert "KERMESSE_UP_PORT=<port>" in other.said
    up.end()


def test_a_missing_secret_stops_nothing_but_is_made_once(folder: Path) -> None:
    Up(folder, "--empty").wait().end()
    first = (folder / "secrets.env").read_text()
    Up(folder, "--empty").wait().end()
    assert (folder / "secrets.env").read_text() == first


def test_demo_data_is_made_once_and_found_again(folder: Path) -> None:
    (port,) = choose_free(1)
    up = Up(folder, port=port).wait(120)
    password = read(folder / "secrets.env")[DEMO_PASSWORD]
    assert OWNER in up.said
    assert password in up.said
    before = Team(up.pages).sign_in(OWNER, password).words
    assert up.end() < 5
    again = Up(folder, port=port).wait()
    assert "Making the demo data" not in again.said
    after = Team(again.pages).sign_in(OWNER, password).words
    titles = ("Calendrier de l'atelier", "A lamp for the winter", "Carnet de printemps")
    for page in (before, after):
        assert all(title in page for title in titles), page
    with pytest.raises(Unexpected):
        Team(again.pages).sign_in(OWNER, "not the password")
    again.end()
