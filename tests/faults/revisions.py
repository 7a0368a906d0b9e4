"""The code of an earlier revision, taken from the history into a folder of its own.

It runs with the packages of this code, and with those of its own that this code has given up or
has in another version: they are brought by pip, as its locked requirements name them.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from stack.supervisor import ROOT

SETTING, DEFAULT = "KERMESSE_FAULTS_EARLIER", "2c22c3d"
EARLIER = os.environ.get(SETTING) or DEFAULT


def why_absent() -> str:
    """Return why the earlier revision cannot be had, "" where it can."""
    if shutil.which("git") is None:
        return "git not found"
    return (
        ""
        if _git("cat-file", "-e", f"{EARLIER}^{{commit}}") is not None
        else (f"revision {EARLIER} is not in the history; {SETTING} names another")
    )


def exported(folder: Path) -> Path:
    """Write the files of the earlier revision to `folder`."""
    packed = _git("archive", "--format=tar", EARLIER)
    assert packed is not None, why_absent()
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    _bring(folder)
    return folder


def packages(tree: Path) -> Path:
    """Return where the packages lie that the code in `tree` has for itself."""
    return tree / ".packages"


def _bring(tree: Path) -> None:
    """Install what the code in `tree` needs in another version than is installed."""
    locked = (tree / "requirements" / "run.txt").read_text()
    wanted = tree / ".packages.txt"
    wanted.write_text("".join(_lacking(locked)))
    if wanted.read_text():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        command += ["--require-hashes", "--disable-pip-version-check", "-r", str(wanted)]
        subprocess.run([*command, "--target", str(packages(tree))], check=True)


def _lacking(locked: str) -> Iterator[str]:
    for block in re.split(r"\n(?=[a-z0-9])", locked):
        pin = Requirement(block.partition("\\")[0].strip()) if "==" in block else None
        needed = pin is not None and (pin.marker is None or pin.marker.evaluate())
        if pin is not None and needed and not pin.specifier.contains(_installed(pin.name)):
            yield f"{block}\n"


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "0"


def _git(*arguments: str) -> bytes | None:
    ran = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    return ran.stdout if ran.returncode == 0 else None
