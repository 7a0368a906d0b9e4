"""Two copies of each process over the same data, each of this code or of an earlier one."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from stack.house import processes
from stack.ports import HOST, choose_free
from stack.programs import Layout, programs
from stack.supervisor import Program
from tests.faults.revisions import packages
from tests.harness.balancer import Balancer
from tests.harness.servers import embedded
from tests.harness.site import Site, open_site

COPIES = ("a", "b")


@dataclass(frozen=True)
class Copy:
    """One of the two processes of a kind (`contests-web`)."""

    kind: str
    which: str
    port: int

    @property
    def name(self) -> str:
        """What the supervisor calls it."""
        return f"{self.kind}.{self.which}"

    def program(self, base: Program, metrics: Path, tree: Path | None = None) -> Program:
        """Return how it is started, from the code in `tree` where one is given."""
        port = str(self.port)
        own = {"KERMESSE_HEALTH_PORT": port}
        if self.kind.endswith("-web"):
            own = {
                "KERMESSE_PORT": port,
                "KERMESSE_WEB_WORKERS": "1",
                "PROMETHEUS_MULTIPROC_DIR": str(metrics / self.name),
            }
        command = base.command
        if tree and self._is_in(tree):
            command, own = self._command_in(tree), own | {"PYTHONPATH": str(packages(tree))}
        address = f"http://{HOST}:{port}/readyz"
        return Program(self.name, command, {**base.environ, **own}, address)

    def _is_in(self, tree: Path) -> bool:
        service, process = self.kind.split("-")
        return (tree / "services" / service / f"{process}.py").exists()

    def _command_in(self, tree: Path) -> tuple[str, ...]:
        """Return how the code in `tree` is started: modules are found where a process begins."""
        service, process = self.kind.split("-")
        module = f"services.{service}.{process}"
        started = (
            ("gunicorn", "-c", "python:shared.webapp.serving", f"{module}:app")
            if process == "web"
            else (module,)
        )
        return ("/bin/sh", "-c", 'cd "$0" && exec "$@"', str(tree), sys.executable, "-m", *started)


class Fleet:
    """The copies of a running stack, and the addresses before those that serve."""

    def __init__(self, site: Site, copies: list[Copy], balancers: dict[str, Balancer]) -> None:
        self.site, self._copies, self._balancers = site, copies, balancers
        self._base = {one.name: one for one in programs(site.layout)}
        self._metrics = site.layout.folder / "metrics"
        for copy in copies:
            if copy.kind in balancers:
                balancers[copy.kind].put_in(copy.port)

    def of(self, which: str) -> list[Copy]:
        """Return one copy of each kind."""
        return [copy for copy in self._copies if copy.which == which]

    def both(self, kind: str) -> list[str]:
        """Return the addresses of both copies of a kind."""
        return [f"http://{HOST}:{copy.port}" for copy in self._copies if copy.kind == kind]

    def replace(self, copy: Copy) -> None:
        """Ask a process to end, and start this code in its place; the other one goes on."""
        balancer = self._balancers.get(copy.kind)
        if balancer:
            balancer.take_out(copy.port)
        with self.site.lock:
            child = self.site.child(copy.name)
            child.program = copy.program(self._base[copy.kind], self._metrics)
            child.pause = 0.0
            before = child.process.pid
            os.kill(before, signal.SIGTERM)
        self.site.wait_back(copy.name, before)
        if balancer:
            balancer.put_in(copy.port)


@contextmanager
def fleet_of(folder: Path, tree: Path) -> Iterator[Fleet]:
    """Start two copies of each process from the code in `tree`; end all with the block."""
    copies: list[Copy] = []

    def earlier(layout: Layout) -> list[Program]:
        base = {one.name: one for one in programs(layout)}
        kinds = [(kind, which) for kind in processes() for which in COPIES]
        ports = choose_free(len(kinds), layout.ports.values())
        copies.extend(Copy(*kind, port) for kind, port in zip(kinds, ports, strict=True))
        metrics = layout.folder / "metrics"
        return [copy.program(base[copy.kind], metrics, tree) for copy in copies]

    with ExitStack() as stack:
        site = stack.enter_context(
            open_site(folder, embedded(), without=processes(), instead=earlier)
        )
        balancers = {
            kind: stack.enter_context(Balancer(site.layout.ports[kind]))
            for kind in {copy.kind for copy in copies}
            if kind.endswith("-web")
        }
        yield Fleet(site, copies, balancers)
