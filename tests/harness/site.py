"""A whole stack in a folder of its own, restarted as `kermesse up` restarts it, made to be killed.

Which processes there are, and on which servers, is chosen here; they are ready when the block
begins and gone when it ends.
"""

import os
import signal
import threading
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import requests

from services.contests.bootstrap.foundation import Foundation, open_foundation
from services.contests.settings import WebSettings
from shared.auth import Caller, TokenSigner
from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.settings import load
from stack.driver.kit.waiting import wait_until
from stack.programs import Layout, programs, service_environ
from stack.running import lay_out
from stack.secrets import PRIVATE_KEY
from stack.supervisor import Child, Program, Supervisor, answers
from tests.harness.servers import Servers

WORKSPACE = "maison-lumen"
LOOK_EVERY = 0.05
READY_SECONDS, BACK_SECONDS = 60.0, 60.0
FOR_GOOD = 3600.0
Chosen = Callable[[Layout], Iterable[Program]]


@dataclass
class Site:
    """A running stack. `told` are the supervisor's words about processes that ended."""

    layout: Layout
    servers: Servers
    supervisor: Supervisor
    foundation: Foundation
    told: list[str]
    session: requests.Session = field(default_factory=requests.Session)
    # Held while the supervisor looks: nobody is killed half-way through its restart.
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.session.trust_env = False
        key = b64decode(self.layout.secrets[PRIVATE_KEY])
        self._signer = TokenSigner(key, SystemClock(), RandomIds())

    def bearer(self, service: str, role: str = "public") -> dict[str, str]:
        """Return the header that the gateway sends to a service."""
        who = Caller("tester", WORKSPACE, frozenset({role}), "tests-of-faults")
        return {"Authorization": f"Bearer {self._signer.sign(who, service)}"}

    def ask(
        self, method: str, service: str, path: str, role: str = "owner", **more: Any
    ) -> requests.Response:
        """Call a service as the gateway does; raise for a status from 400 on, save `accepted`."""
        headers = self.bearer(service, role) | more.pop("headers", {})
        accepted = more.pop("accepted", ())
        url = f"{self.layout.url(f'{service}-web')}/api/v1{path}"
        answer = self.session.request(method, url, headers=headers, timeout=30, **more)
        fine = answer.ok or answer.status_code in accepted
        assert fine, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer

    def child(self, name: str) -> Child:
        """Return the process called `name`, as it runs now."""
        return self.supervisor.children[name]

    def is_back(self, name: str, than: int) -> bool:
        """Tell whether `name` is ready, in another process than `than`."""
        child = self.child(name)
        return (
            child.restart_at is None and child.process.pid != than and answers(child.program.ready)
        )

    def wait_back(self, name: str, than: int = 0) -> None:
        """Wait until `name` is ready, in another process than `than`."""
        wait_until(lambda: self.is_back(name, than), f"{name} after its end", BACK_SECONDS, 0.05)

    def kill(self, name: str) -> int:
        """SIGKILL a process with all it started, now; return its id. It is started again."""
        with self.lock:
            return self.kill_locked(name)

    def kill_locked(self, name: str) -> int:
        """Do as `kill`, for one who holds the lock."""
        child = self.child(name)
        child.pause = 0.0
        pid = child.process.pid
        if child.restart_at is None:
            os.killpg(pid, signal.SIGKILL)
        return pid

    def kill_for_good(self, name: str) -> None:
        """SIGKILL a process; it is not started again before `revive`."""
        with self.lock:
            self.kill_locked(name)
            self.child(name).pause = FOR_GOOD
            self.child(name).process.wait()

    def revive(self, name: str) -> None:
        """Start a process again that was killed for good, and wait until it is ready."""
        with self.lock:
            child = self.child(name)
            before, child.pause = child.process.pid, 0.0
            if child.restart_at is not None:
                child.restart_at = 0.0
        self.wait_back(name, before)

    def one_of(self, name: str) -> int:
        """Return the id of one of the processes that serve under a gunicorn master."""
        return next(iter(self.workers_of(name)), 0)

    def workers_of(self, name: str) -> list[int]:
        """Return the ids of the processes that serve under a gunicorn master."""
        return [one.pid for one in psutil.Process(self.child(name).process.pid).children()]

    def change(self, name: str, environ: Mapping[str, str]) -> None:
        """Kill a process and start it with other settings."""
        with self.lock:
            program = self.child(name).program
            more = {**program.environ, **environ}
            self.child(name).program = replace(program, environ=more)
            before = self.kill_locked(name)
        self.wait_back(name, before)

    def logs(self, lines: int = 30) -> str:
        """Return the end of every log, for a test that fails."""
        return "\n".join(f"--- {one.program.name}\n{one.tail(lines)}"
                         for one in self.supervisor.children.values())  # fmt: skip


@contextmanager
def open_site(
    folder: Path,
    servers: Servers,
    *,
    without: Iterable[str] = (),
    instead: Chosen = lambda _: (),
    environ: Mapping[str, str] | None = None,
) -> Iterator[Site]:
    """Start a stack on `servers`, and end all of it with the block.

    Programs of `without` are left out; those of `instead` take the place of their name, or come
    beside the others.
    """
    given = servers.environ | dict(environ or {})
    layout, told = lay_out(folder, given, folder / "secrets.env", {}), list[str]()
    chosen = {one.name: one for one in programs(layout, without)}
    chosen |= {one.name: one for one in instead(layout)}
    try:
        with Supervisor(folder / "logs", told.append) as supervisor:
            supervisor.start(chosen.values())
            supervisor.wait_ready(READY_SECONDS)
            foundation = open_foundation(load(WebSettings, service_environ(layout, "contests")))
            try:
                with _watched(Site(layout, servers, supervisor, foundation, told)) as site:
                    yield site
            finally:
                foundation.database.close()
    finally:
        servers.forget()


@contextmanager
def _watched(site: Site) -> Iterator[Site]:
    """Let the supervisor restart what dies; show the logs when the block fails."""
    ended = threading.Event()
    looking = threading.Thread(target=site.supervisor.watch, args=(_looks(site, ended),))
    looking.start()
    try:
        yield site
    except BaseException:
        print(site.logs())
        raise
    finally:
        ended.set()
        looking.join()
        site.session.close()


def _looks(site: Site, ended: threading.Event) -> Iterator[None]:
    while not ended.wait(LOOK_EVERY):
        with site.lock:
            yield
