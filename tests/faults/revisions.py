"""The code of an earlier revision, taken from the history into a folder of its own."""

import io
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

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
    return folder


def _git(*arguments: str) -> bytes | None:
    ran = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    return ran.stdout if ran.returncode == 0 else None
