"""`kermesse up` starts everything, keeps it running, ends it, and finds it again."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
import requests

from stack.driver.kit.waiting import Unexpected
from stack.driver.stories.contest.people import make_people
from stack.driver.stories.contest.team import Team
from stack.driver.stories.contest.town import GUESTS, open_plan
from stack.programs import ALL
from stack.secrets import DEMO_PASSWORD, read
from stack.supervisor import ROOT
from tests.harness.waiting import until
from tests.stack.stacks import KERMESSE, Up, clean_environ, of_folder

pytestmark = [pytest.mark.processes, pytest.mark.timeout(240)]
OWNER = "claire@maison-lumen.example.org"
TITLES = ("Calendrier de l'atelier", "A lamp for the winter", "Carnet de printemps")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    end_all(tmp_path)


@dataclass(frozen=True)
class FirstRun:
    """What a first run on a folder showed, and how it ended by Ctrl-C."""

    port: int
    folder: Path
    said: str
    secrets: str
    page: str
    processes: int
    seconds: float
    code: int | None
    left: list[psutil.Process]

    @property
    def password(self) -> str:
        """The password of the demo's accounts."""
        return read(self.folder / "secrets.env")[DEMO_PASSWORD]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstRun]:
    """The first run on a folder, with demo data; it has ended."""
    folder = tmp_path_factory.mktemp("up") / "data"
    try:
        up = Up(folder).wait(120)
        page = Team(up.pages).sign_in(OWNER, read(folder / "secrets.env")[DEMO_PASSWORD]).words
        processes = len(of_folder(folder))
        seconds = up.end()
        secrets = (folder / "secrets.env").read_text()
        yield FirstRun(
            up.port, folder, up.said, secrets, page, processes, seconds, up.process.code,
            of_folder(folder),
        )  # fmt: skip
    finally:
        end_all(folder)


@pytest.fixture(scope="module")
def again(first: FirstRun) -> Iterator[Up]:
    """The next run on the same folder; it goes on."""
    up = Up(first.folder, port=first.port)
    try:
        yield up.wait()
    finally:
        up.end()


def end_all(folder: Path) -> None:
    """Leave no process of a folder behind."""
    for process in of_folder(folder):
        process.kill()


def leader_of(up: Up, name: str) -> psutil.Process:
    """Return the leader of the process group of a program."""
    for process in of_folder(up.folder):
        words = " ".join(process.cmdline())
        if f"services.{name.replace('-', '.')}" in words and process.pid == _group(process):
            return process
    raise AssertionError(f"{name} does not run")


def _group(process: psutil.Process) -> int:
    return os.getpgid(process.pid)


def answers(up: Up) -> bool:
    """Tell whether its pages are ready."""
    try:
        return requests.get(f"{up.pages}/readyz", timeout=2).status_code == 200
    except requests.RequestException:
        return False


def test_ctrl_c_ends_everything_within_five_seconds(first: FirstRun) -> None:
    assert first.processes > len(ALL)
    assert first.seconds < 5
    assert first.code == 0
    assert first.left == []


def test_a_request_to_end_is_obeyed_too(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    assert answers(up)
    assert up.end(signal.SIGTERM) < 5
    assert of_folder(folder) == []


def test_everything_ends_when_the_command_is_killed(folder: Path) -> None:
    up = Up(folder, "--empty").wait()
    up.end(signal.SIGKILL)
    until(lambda: of_folder(folder) == [], 8, "the end of every process")


def test_what_is_set_for_a_try_out_is_said(first: FirstRun) -> None:
    assert "KERMESSE_GATEWAY_ENTRY_RATE=100000 per hour" in first.said
    assert "KERMESSE_BEACON_CHAIN=test" in first.said


def test_demo_data_is_made_once_and_found_again(first: FirstRun, again: Up) -> None:
    assert OWNER in first.said
    assert first.password in first.said
    assert "Making the demo data" in first.said
    assert "Making the demo data" not in again.said
    after = Team(again.pages).sign_in(OWNER, first.password).words
    for page in (first.page, after):
        assert all(title in page for title in TITLES), page
    with pytest.raises(Unexpected):
        Team(again.pages).sign_in(OWNER, "not the password")


def test_a_missing_secret_stops_nothing_but_is_made_once(first: FirstRun, again: Up) -> None:
    assert answers(again)
    assert (first.folder / "secrets.env").read_text() == first.secrets


def test_a_process_that_is_killed_comes_back(again: Up) -> None:
    before = leader_of(again, "gateway-web").pid
    leader_of(again, "gateway-web").kill()

    def is_back() -> bool:
        return "gateway-web ended (code -9)" in again.said and answers(again)

    until(is_back, 30, "gateway-web")
    assert leader_of(again, "gateway-web").pid != before


def test_a_second_one_on_the_same_folder_is_refused(again: Up) -> None:
    second = Up(again.folder, "--empty")
    assert second.process.wait(40) == 2
    assert f"kermesse up already runs in {again.folder}" in second.said


def test_a_port_in_use_is_named_with_its_setting(again: Up, tmp_path: Path) -> None:
    other = Up(tmp_path / "other", "--empty", port=again.port)
    assert other.process.wait(40) == 2
    assert f"Port {again.port} is in use" in other.said
    assert "KERMESSE_UP_PORT=<port>" in other.said


def test_everything_of_one_address_is_found_taken_out_and_erased(again: Up) -> None:
    guests = make_people(GUESTS, open_plan().slug)
    guest = next(each for each in guests if not each.wants_news)

    def people(action: str, address: str, *more: str) -> str:
        ran = subprocess.run(
            [*KERMESSE, "people", action, address, *more],
            cwd=ROOT,
            env=clean_environ(again.folder, KERMESSE_UP_PORT=str(again.port)),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        return ran.stdout

    assert "account of the team, owner" in people("find", OWNER)
    assert "maison-lumen: entry e-" in people("find", guest.email)
    taken = json.loads(people("export", guest.email))["maison-lumen"]["contests"]
    assert [each["email"] for each in taken["entries"]] == [guest.email]
    assert "it does not take part in the draw any more" in people("erase", guest.email, "--yes")
    assert people("find", guest.email) == "Nothing is kept of this address.\n"
