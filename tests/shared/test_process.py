"""A worker ends in good order, or with the name of the loop that failed."""

import json
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers.running import free_ports, until

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.processes


class Worker:
    """A worker process, and what it wrote."""

    def __init__(self, task: str, folder: Path) -> None:
        (self.port,) = free_ports(1)
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.shared.worker_process", task, folder, str(self.port)],
                cwd=ROOT,
                stderr=log,
            )
        until(lambda: "worker_started" in self.log.read_text(), 20, "the start")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Worker]]:
    started: list[Worker] = []

    def start_one(task: str) -> Worker:
        started.append(Worker(task, tmp_path))
        return started[-1]

    yield start_one
    for worker in started:
        worker.process.kill()
        worker.process.wait()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_an_idle_worker_at_once(
    start: Callable[[str], Worker], tmp_path: Path, sign: signal.Signals
) -> None:
    worker = start("idle")
    worker.process.send_signal(sign)
    assert worker.process.wait(2) == 0
    assert (tmp_path / "closed").exists()


def test_a_signal_lets_a_loop_finish_what_it_does(
    start: Callable[[str], Worker], tmp_path: Path
) -> None:
    worker = start("slow")
    until((tmp_path / "begun").exists, 5, "the batch")
    (tmp_path / "done").unlink(missing_ok=True)
    worker.process.send_signal(signal.SIGTERM)
    assert worker.process.wait(5) == 0
    assert (tmp_path / "done").exists()


def test_a_loop_that_fails_ends_the_process_and_is_named(start: Callable[[str], Worker]) -> None:
    worker = start("fail")
    assert worker.process.wait(10) == 1
    (failed,) = [line for line in worker.lines() if line["event"] == "loop_failed"]
    assert failed["loop"] == "fail"
    assert "ValueError: broken" in str(failed["exception"])


def test_a_loop_that_does_not_end_in_time_is_named(
    start: Callable[[str], Worker], tmp_path: Path
) -> None:
    worker = start("endless")
    until((tmp_path / "begun").exists, 5, "the batch")
    worker.process.send_signal(signal.SIGTERM)
    assert worker.process.wait(8) == 1
    assert [line["loops"] for line in worker.lines() if line["event"] == "loops_did_not_end"] == [
        ["endless"]
    ]


def test_health_readiness_and_figures_are_served(
    start: Callable[[str], Worker], tmp_path: Path
) -> None:
    worker = start("idle")
    assert worker.get("/livez")[0] == 200
    status, body = worker.get("/readyz")
    assert (status, json.loads(body)) == (503, {"ready": False, "error": "OSError"})
    (tmp_path / "ready").touch()
    assert worker.get("/readyz")[0] == 200
    assert "kermesse_events_published" in worker.get("/metrics")[1]
    assert worker.get("/else")[0] == 404
    assert worker.get("/metrics", Host="evil.example")[0] == 404
    assert worker.get("/livez", Host="evil.example")[0] == 200


def test_an_idle_worker_does_its_upkeep(start: Callable[[str], Worker], tmp_path: Path) -> None:
    start("idle")
    until((tmp_path / "idled").exists, 5, "the upkeep")
