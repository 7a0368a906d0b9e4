"""A whole stack in a folder of its own, restarted as `kermesse up` restarts it, made to be killed.

Processes are started by `stack.running` alone; what is here decides which of them dies and when
it is there again.
"""

import os
import secrets
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

from services.contests.bootstrap.stores import Stores, open_stores
from services.contests.settings import WebSettings
from shared.auth import Caller, TokenSigner
from shared.clock import SystemClock
from shared.documents import open_database
from shared.ids import RandomIds
from shared.settings import load
from stack.driver.waiting import wait_until
from stack.ports import HOST, choose_free
from stack.programs import SECRETS_OF, Layout, inherited, programs, service_environ
from stack.running import lay_out, running
from stack.secrets import PRIVATE_KEY
from stack.settings import StackSettings
from stack.supervisor import Child, Program, Supervisor, answers

WORKSPACE = "maison-lumen"
LOOK_EVERY = 0.05
BACK_SECONDS = 40.0
FOR_GOOD = 3600.0
SECOND_WORKER = "contests-worker-2"


@dataclass
class Site:
    """A running stack. `told` are the supervisor's words about processes that ended."""

    layout: Layout
    supervisor: Supervisor
    stores: Stores
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
        serving = psutil.Process(self.child(name).process.pid).children()
        return int(serving[0].pid) if serving else 0

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


def plain_environ(servers: Mapping[str, str]) -> dict[str, str]:
    """Return this process's environment without settings, and those of `servers`."""
    bare = {name: value for name, value in inherited().items() if not name.startswith("KERMESSE_")}
    mark = secrets.token_hex(4)
    own = {"KERMESSE_MONGO_PREFIX": f"faults_{mark}", "KERMESSE_TOPIC_PREFIX": f"faults-{mark}."}
    return bare | own | {"KERMESSE_LOG_LEVEL": "warning"} | dict(servers)


def second_worker(layout: Layout, environ: Mapping[str, str]) -> Program:
    """Return a second contests worker beside the first, with some settings of its own."""
    first = next(one for one in programs(layout) if one.name == "contests-worker")
    port = choose_free(1, layout.ports.values())[0]
    own = {**first.environ, "KERMESSE_HEALTH_PORT": str(port), **environ}
    return Program(SECOND_WORKER, first.command, own, f"http://{HOST}:{port}/readyz")


@contextmanager
def open_site(
    folder: Path,
    environ: Mapping[str, str],
    without: Iterable[str] = (),
    more: Callable[[Layout], Iterable[Program]] = lambda _: (),
) -> Iterator[Site]:
    """Start a stack, without some processes and with others, and end all of it with the block."""
    layout = lay_out(folder, environ, folder / "secrets.env", {})
    told: list[str] = []
    try:
        with running(layout, load(StackSettings, environ), told.append, without) as stack:
            stores = open_stores(load(WebSettings, service_environ(layout, "contests")))
            try:
                site = Site(layout, stack.supervisor, stores, told)
                with _watched(site, more(layout)):
                    yield site
            finally:
                stores.database.close()
    finally:
        _forget(environ)


@contextmanager
def _watched(site: Site, more: Iterable[Program]) -> Iterator[None]:
    """Let the supervisor restart what dies; show the logs when the block fails."""
    ended = threading.Event()
    looking = threading.Thread(target=site.supervisor.watch, args=(_looks(site, ended),))
    try:
        site.supervisor.start(more)
        looking.start()
        for name in site.supervisor.children:
            site.wait_back(name)
        yield
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


def _forget(environ: Mapping[str, str]) -> None:
    """Drop what the stack kept on a MongoDB that others use."""
    url, prefix = environ.get("KERMESSE_MONGO_URL", ""), environ["KERMESSE_MONGO_PREFIX"]
    for service in SECRETS_OF if url else ():
        database = open_database(service, mongo_url=url, prefix=prefix)
        database.drop()  # type: ignore[attr-defined]
        database.close()
