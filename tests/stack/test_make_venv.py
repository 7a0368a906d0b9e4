"""A machine without a usable Python is told what is missing, before anything is made."""

import subprocess
from pathlib import Path

import pytest

from stack.supervisor import ROOT

OLD = "#!/bin/sh\nexit 1\n"
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *venv*) exit 1;; esac\nexit 0\n'


def make_venv(path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(ROOT / "stack" / "make_venv.sh"), str(folder / "venv")]
    environ = {"PATH": f"{path}"}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def fake(folder: Path, name: str, script: str) -> Path:
    found = folder / "bin"
    found.mkdir(exist_ok=True)
    (found / name).write_text(script)
    (found / name).chmod(0o755)
    return found


def test_without_any_python_the_wanted_version_is_named(tmp_path: Path) -> None:
    ran = make_venv(tmp_path, tmp_path)
    assert ran.returncode == 1
    assert "Kermesse needs Python 3.11 or newer; none was found" in ran.stderr


def test_an_old_python_does_not_count(tmp_path: Path) -> None:
    ran = make_venv(fake(tmp_path, "python3", OLD), tmp_path)
    assert ran.returncode == 1
    assert "none was found" in ran.stderr


@pytest.mark.parametrize("name", ["python3", "python3.12"])
def test_a_python_without_its_venv_module_is_named_with_the_package(
    name: str, tmp_path: Path
) -> None:
    ran = make_venv(fake(tmp_path, name, WITHOUT_VENV), tmp_path)
    assert ran.returncode == 1
    assert f"Found {name}, but its venv module is missing." in ran.stderr
    assert f"apt-get install {name}-venv" in ran.stderr


def test_the_commands_of_every_day_are_listed() -> None:
    ran = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = {line.split()[0] for line in ran.stdout.splitlines()}
    assert {
        "demo",
        "up",
        "test",
        "test-fast",
        "faults-quick",
        "lint",
        "fmt",
        "bench",
        "clean",
    } <= named
