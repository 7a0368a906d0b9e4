"""Runs a worker: loops in threads, a small health server, and an orderly end.

SIGTERM and SIGINT let each loop finish what it is doing, then the process ends with 0. A loop
that raises ends the process with 1, for the supervisor to start it anew.
"""

import gc
import json
import queue
import signal
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import structlog

from shared.hosts import is_inside
from shared.metrics import Metrics
from shared.settings import SettingError

IDLE_SECONDS = 0.1
OBJECTS_BETWEEN_COLLECTIONS = 20_000
Loop = Callable[[], object]
log = structlog.get_logger(__name__)


def collect_rarely() -> None:
    """Take what exists out of the garbage collector's rounds, and make these rarer.

    A request or a batch makes thousands of objects, nearly none in a cycle; Python's own limit of
    700 had the collector look at them several times in each, which was a fifteenth of all work.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


class _Loops:
    """The threads of a worker; `ends` receives the first reason to end."""

    def __init__(self, loops: Mapping[str, Loop]) -> None:
        # A signal may arrive while the main thread holds an Event's lock; `put` is re-entrant.
        self.ends: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._ending = threading.Event()
        self.failed: list[str] = []
        self.worked = False
        self._threads = [
            threading.Thread(target=self._run, args=(name, loop), name=name, daemon=True)
            for name, loop in loops.items()
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def _run(self, name: str, loop: Loop) -> None:
        try:
            while not self._ending.is_set():
                if loop():
                    self.worked = True
                else:
                    self._ending.wait(IDLE_SECONDS)
        except BaseException:
            log.exception("loop_failed", loop=name)
            self.failed.append(name)
            self.ends.put(f"loop {name} failed")

    def join(self, grace: float) -> list[str]:
        """Ask the threads to end; return the names of those that did not in time."""
        self._ending.set()
        deadline = time.monotonic() + grace
        for thread in self._threads:
            thread.join(max(deadline - time.monotonic(), 0))
        return [thread.name for thread in self._threads if thread.is_alive()]


def _health_server(
    bind: str,
    port: int,
    ready: Callable[[], None],
    metrics: Metrics,
    metrics_hosts: Collection[str],
) -> ThreadingHTTPServer:
    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/livez":
                self._answer(200, "text/plain", b"alive\n")
            elif self.path == "/readyz":
                self._readiness()
            elif self.path == "/metrics" and is_inside(self.headers.get("Host", ""), metrics_hosts):
                self._answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.page())
            else:
                self._answer(404, "text/plain", b"not found\n")

        def _readiness(self) -> None:
            try:
                ready()
            except Exception as error:
                problem = json.dumps({"ready": False, "error": type(error).__name__})
                self._answer(503, "application/json", problem.encode())
            else:
                self._answer(200, "application/json", b'{"ready": true}')

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Say nothing: probes come every few seconds."""

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in bind else socket.AF_INET

    server = Server((bind, port), Health)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server


@contextmanager
def _signals(ends: "queue.SimpleQueue[str]") -> Iterator[None]:
    def end(number: int, _frame: object) -> None:
        ends.put(signal.Signals(number).name)

    before = {sign: signal.signal(sign, end) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _watch(loops: _Loops, on_idle: Callable[[], None] | None, idle_every: float) -> str:
    while True:
        try:
            return loops.ends.get(timeout=idle_every)
        except queue.Empty:
            if on_idle is not None and not loops.worked:
                _guarded(on_idle, "upkeep_failed")
            loops.worked = False


def _guarded(action: Callable[[], None], fault: str) -> None:
    try:
        action()
    except Exception:
        log.exception(fault)


def run_worker(
    name: str,
    loops: Mapping[str, Loop],
    *,
    health_port: int,
    ready: Callable[[], None],
    metrics: Metrics,
    on_idle: Callable[[], None] | None = None,
    stopping: Sequence[Callable[[], None]] = (),
    closing: Sequence[Callable[[], None]] = (),
    stop_grace: float = 10.0,
    idle_every: float = 30.0,
    bind: str = "127.0.0.1",
    metrics_hosts: Collection[str] = (),
) -> int:
    """Run `loops` until a signal or a failure; return the code to exit with.

    A loop is a function that does one batch and answers whether it did anything; where it did
    not, it is called again after 0.1 s. `ready` raises when the process cannot work; `on_idle` is
    called when no loop worked for `idle_every` s; `stopping` is called when the end has begun, so
    that a loop may cut its batch short; `closing` is called after the loops have ended.
    `metrics_hosts` may ask for the figures, besides addresses and names of the inside.
    1 is returned when a loop failed, or did not end within `stop_grace` s. Raises `SettingError`
    where the health page cannot be served.
    """
    collect_rarely()
    running = _Loops(loops)
    try:
        server = _health_server(bind, health_port, ready, metrics, metrics_hosts)
    except OSError as error:
        said = error.strerror or type(error).__name__
        place = f"{bind}:{health_port}"
        raise SettingError(
            (f"KERMESSE_HEALTH_PORT, KERMESSE_BIND: nobody can listen at {place}: {said}",)
        ) from error
    with _signals(running.ends):
        running.start()
        log.info("worker_started", worker=name, loops=[*loops], port=server.server_address[1])
        why = _watch(running, on_idle, idle_every)
        for stop in stopping:
            _guarded(stop, "not_stopped")
        log.info("ending", why=why)
        late = running.join(stop_grace)
        if late:
            log.error("loops_did_not_end", loops=late)
        else:
            for close in closing:
                _guarded(close, "not_closed")
        server.shutdown()
        server.server_close()
    log.info("worker_ended", worker=name, failed=running.failed)
    return 1 if running.failed or late else 0
