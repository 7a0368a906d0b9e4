"""gunicorn's settings for every web process.

gunicorn -c python:shared.webapp.serving services.contests.web:app
"""

import errno
import mmap
import os
import socket
import time
from dataclasses import dataclass
from typing import Any

from gunicorn.arbiter import Arbiter

from shared.process import collect_rarely
from shared.settings import (
    MISCONFIGURED,
    ProxySettings,
    SettingError,
    exit_on_setting_error,
    host,
    integer_between,
    load,
    setting,
)
from shared.webapp import figures
from shared.webapp.descriptors import connections_allowed
from shared.webapp.gathering import GatheringWorker
from shared.webapp.gathering.patience import LENIENCY, PATIENCE

SECONDS_FOR_THE_FIRST = 5.0
SECONDS_FOR_THE_ONE_BEFORE = 5.0
# Whoever is handed sockets (a new gunicorn beside the one before, systemd) opens none.
_INHERITED = {"GUNICORN_FD", "LISTEN_FDS"}


@dataclass(frozen=True)
class ServingSettings(ProxySettings):
    """Where and how widely a web process serves."""

    bind: str = setting(
        "KERMESSE_BIND",
        default="127.0.0.1",
        example="0.0.0.0",  # noqa: S104 - an example, the default is the loopback
        help="address that servers listen on",
        converter=host,
    )
    port: int = setting(
        "KERMESSE_PORT",
        default=8000,
        example="8001",
        help="port that a web process listens on",
        converter=integer_between(0, 65535),
    )
    workers: int = setting(
        "KERMESSE_WEB_WORKERS",
        default=2,
        example="4",
        help="processes of a web server",
        converter=integer_between(1, 64),
    )
    threads: int = setting(
        "KERMESSE_WEB_THREADS",
        default=8,
        example="16",
        help="threads of each of them",
        converter=integer_between(2, 256),
    )


with exit_on_setting_error():
    _settings = load(ServingSettings, os.environ)

# A byte that master and workers share: gunicorn tells nobody with which code a worker ended.
_misconfigured = mmap.mmap(-1, 1)


class Worker(GatheringWorker):
    """A worker whose application may refuse to start."""

    counts_networks = _settings.trusted_proxies == 0

    def load_wsgi(self) -> None:
        """Load the application; where it refuses, end the master too instead of trying again."""
        try:
            super().load_wsgi()
        except SystemExit as refusal:
            _misconfigured[0] |= refusal.code == MISCONFIGURED
            self._leave_it_to_the_first()
            raise SystemExit(Arbiter.WORKER_BOOT_ERROR) from None

    def _leave_it_to_the_first(self) -> None:
        """Wait to be ended: of two that refuse at once, the second ends the master by a traceback.

        Where the first one started well, this one speaks for itself after a while.
        """
        deadline = time.monotonic() + SECONDS_FOR_THE_FIRST
        while self.age > 1 and self.alive and time.monotonic() < deadline:
            time.sleep(0.02)
        if not self.alive:
            raise SystemExit(0)


bind = (
    f"[{_settings.bind}]:{_settings.port}"
    if ":" in _settings.bind
    else f"{_settings.bind}:{_settings.port}"
)
workers = _settings.workers
threads = _settings.threads
worker_class = Worker
worker_connections = connections_allowed()
preload_app = False
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
timeout = 30
graceful_timeout = 4
keepalive = int(PATIENCE + LENIENCY)


def on_starting(server: Any) -> None:
    """See that it can listen there; begin without figures: process ids come back."""
    with exit_on_setting_error():
        _try_to_listen(0, f"KERMESSE_BIND: nobody can listen at {_settings.bind}")
        if not _INHERITED & os.environ.keys():
            place = f"{_settings.bind}:{_settings.port}"
            whom = getattr(getattr(server, "app", None), "app_uri", "this process")
            _try_to_listen(_settings.port, f"KERMESSE_PORT: {whom} cannot listen at {place}")
    figures.clear()


def _try_to_listen(port: int, what: str) -> None:
    """Raise `SettingError`; a port that is taken is tried again: the one before may be ending."""
    family = socket.AF_INET6 if ":" in _settings.bind else socket.AF_INET
    deadline = time.monotonic() + SECONDS_FOR_THE_ONE_BEFORE
    while True:
        try:
            socket.create_server((_settings.bind, port), family=family).close()
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise SettingError((f"{what}: {error.strerror}",)) from error
        return


def on_exit(server: Any) -> None:
    """End with 2 where a setting was at fault, as every process does."""
    if _misconfigured[0]:
        raise SystemExit(MISCONFIGURED)


def post_fork(server: Any, worker: Any) -> None:
    """Take the room that the worker's figures need, before the first of them is made."""
    if not figures.take_room(worker.pid):
        worker.log.error("No room for the figures of this worker: it keeps them to itself")


def post_worker_init(worker: Any) -> None:
    """Spend less on garbage, now that the application is made."""
    collect_rarely()


def child_exit(server: Any, worker: Any) -> None:
    """Take the gauges of a dead worker out of the figures."""
    figures.give_back(worker.pid)
