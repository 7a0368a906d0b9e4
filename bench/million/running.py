"""Running a step in a process of its own, and telling what it took."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measure import Line

ROOT = Path(__file__).parents[2]
HARD = ((1_000_000, 10.0, 500.0), (4_000_000, 45.0, 1500.0))
Most = tuple[float, float]


@dataclass(frozen=True)
class StepTook:
    """What a step took: seconds, of which CPU, and the peak of its memory; `most` is allowed."""

    what: str
    seconds: float
    cpu: float | None = None
    megabytes: float | None = None
    most: Most | None = None

    @property
    def line(self) -> Line:
        """The line of the table."""
        parts = [f"{self.seconds:,.1f} s"]
        if self.cpu is not None and self.megabytes is not None:
            parts += [f"{self.cpu:,.1f} s of CPU", f"{self.megabytes:,.0f} MB"]
        timed = self.most is not None and self.most[0] < float("inf")
        reached = parts[1 if timed else -1]
        return Line(self.what, ", ".join(parts), "", reached, self._target, self._met)

    @property
    def _target(self) -> str:
        if self.most is None:
            return ""
        cpu, megabytes = self.most
        timed = "" if cpu == float("inf") else f"{cpu:,.0f} s of CPU, "
        return f"under {timed}{megabytes:,.0f} MB"

    @property
    def _met(self) -> bool | None:
        if self.most is None or self.cpu is None or self.megabytes is None:
            return None
        return self.cpu < self.most[0] and self.megabytes < self.most[1]


def took(what: str, told: dict[str, Any], most: Most | None = None) -> StepTook:
    """Return what a step told of itself."""
    return StepTook(what, told["seconds"], told["cpu"], told["megabytes"], most)


def most(people: int, cpu: float = 10, megabytes: float = 500) -> Most:
    """Return the most CPU and memory for a list of so many: given for a million, else in scale."""
    if people <= HARD[0][0]:
        return cpu, megabytes
    if people <= HARD[1][0] and (cpu, megabytes) == HARD[0][1:]:
        return HARD[1][1:]
    return cpu * people / HARD[0][0], megabytes * people / HARD[0][0]


def run_step(name: str, folder: Path, people: int) -> dict[str, Any]:
    """Run a step and return what it tells. Raises `CalledProcessError`."""
    done = subprocess.run(
        _command(name, folder, people), stdout=subprocess.PIPE, check=True, cwd=ROOT
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@contextmanager
def beside(name: str, folder: Path, people: int) -> Iterator[dict[str, Any]]:
    """Run a step while the block runs, and until it ends by itself; what it tells comes last."""
    told: dict[str, Any] = {}
    running = subprocess.Popen(_command(name, folder, people), stdout=subprocess.PIPE, cwd=ROOT)
    try:
        yield told
        printed, _ = running.communicate(timeout=60)
        told |= json.loads(printed)
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def _command(name: str, folder: Path, people: int) -> list[str]:
    return [sys.executable, "-m", "bench.million", name, str(folder), str(people)]
