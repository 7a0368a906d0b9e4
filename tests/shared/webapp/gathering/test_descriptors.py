"""A process holds no more connections than it has files for, and rests where there are none."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from resource import RLIMIT_NOFILE, setrlimit

import pytest

from tests.harness.drips import delays
from tests.shared.webapp.served import ROOT, Gunicorn, until

pytestmark = pytest.mark.processes
ASK = "from shared.webapp.descriptors import connections_allowed; print(connections_allowed())"


@pytest.mark.parametrize(
    ("files", "connections"), [(256, 64), (512, 128), (600, 172), (1024, 384), (9000, 4096)]
)
def test_each_connection_has_two_files_and_others_are_left(files: int, connections: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: setrlimit(RLIMIT_NOFILE, (files, files)),
    )
    assert int(ran.stdout) == connections


@pytest.mark.slow
def test_whoever_has_no_file_for_a_connection_rests_and_then_goes_on(
    serve: Callable[..., Gunicorn],
) -> None:
    server = serve(KERMESSE_WEB_WORKERS="1")
    assert delays(server.port, "/api/v1/quick", 1)[-1] < 10
    (worker,) = server.workers()
    before = worker.rlimit(RLIMIT_NOFILE)
    worker.rlimit(RLIMIT_NOFILE, (worker.num_fds() + 2, before[1]))
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(10)]
    until(lambda: "not accepted by the system" in server.errors.read_text())
    used = sum(worker.cpu_times()[:2])
    time.sleep(3)
    assert sum(worker.cpu_times()[:2]) - used < 1.0
    worker.rlimit(RLIMIT_NOFILE, before)
    assert delays(server.port, "/api/v1/quick", 1)[-1] < 10
    for line in lines:
        line.close()
