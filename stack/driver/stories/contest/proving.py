"""Runs the published verifier, in a process that knows a certificate and a seal, nothing more."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

from stack.driver.kit.waiting import expect

SECONDS = 60
RIGHT, REFUSED = 0, 1


@dataclass(frozen=True)
class Verdict:
    """What the verifier said. `refused_at` is the step that failed, "" for none."""

    code: int
    output: str

    @property
    def refused_at(self) -> str:
        """The step that failed."""
        failed = [line.split() for line in self.output.splitlines() if line.startswith("FAILED")]
        return failed[0][1] if failed else ""


class Verifier:
    """`verify.py` as it was downloaded, alone in a folder of its own."""

    def __init__(self, folder: Path, program: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        (folder / "verify.py").write_bytes(program)

    def write(self, name: str, content: bytes) -> Path:
        """Put a file beside the verifier."""
        path = self._folder / name
        path.write_bytes(content)
        return path

    def write_json(self, name: str, value: Mapping[str, Any]) -> Path:
        """Put a JSON file beside the verifier."""
        return self.write(name, rfc8785.dumps(dict(value)))

    def run(self, certificate: Path, *more: str) -> Verdict:
        """Run it with an empty environment; `more` are its other arguments."""
        ran = subprocess.run(
            [sys.executable, "-I", "verify.py", certificate.name, *more],
            cwd=self._folder,
            env={},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return Verdict(ran.returncode, ran.stdout + ran.stderr)

    def must_hold(self, certificate: Path, *more: str) -> Verdict:
        """Run it and raise `Unexpected` unless every step holds."""
        verdict = self.run(certificate, *more)
        expect(verdict.code == RIGHT, f"the certificate was refused:\n{verdict.output}")
        expect("left out" not in verdict.output, f"a step was left out:\n{verdict.output}")
        return verdict

    def must_refuse(self, certificate: Path, step: str, *more: str) -> Verdict:
        """Run it and raise `Unexpected` unless it refuses at `step`."""
        verdict = self.run(certificate, *more)
        right = verdict.code == REFUSED and verdict.refused_at == step
        expect(right, f"{certificate.name} must be refused at {step}:\n{verdict.output}")
        return verdict
