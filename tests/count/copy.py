"""A scratch copy of the repository, in which an addition is performed and counted."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
# What `make house` writes is touched by nobody's hand.
GENERATED = ("shared/contracts/house.json", "docs/settings.md")


class Moved(Exception):
    """The place where an addition begins is no longer there: the addition must be told anew."""


@dataclass
class Copy:
    """The copy in `root`; `own` are folders that belong to what is added."""

    root: Path
    touched: set[str] = field(default_factory=set)

    def write(self, path: str, text: str) -> None:
        """Write a new file."""
        where = self.root / path
        if where.exists():
            raise Moved(f"{path} exists")
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(text, "utf-8")
        self.touched.add(path)

    def insert(self, path: str, text: str, *, after: str = "", before: str = "") -> None:
        """Insert lines after or before the one line of a file that holds the words given.

        Words that are indented begin their line.
        """
        where = self.root / path
        lines = where.read_text("utf-8").splitlines(keepends=True)
        words = after or before
        begins = words.startswith(" ")
        places = [
            place
            for place, line in enumerate(lines)
            if (line.startswith(words) if begins else words in line)
        ]
        if len(places) != 1:
            raise Moved(f"{path} has {len(places)} lines with {words!r}")
        place = places[0] + bool(after)
        where.write_text("".join([*lines[:place], text, *lines[place:]]), "utf-8")
        self.touched.add(path)

    def append(self, path: str, text: str) -> None:
        """Write lines at the end of a file."""
        where = self.root / path
        where.write_text(where.read_text("utf-8") + text, "utf-8")
        self.touched.add(path)

    def replace(self, path: str, old: str, new: str) -> None:
        """Put words in place of others, which stand in a file once."""
        where = self.root / path
        text = where.read_text("utf-8")
        if text.count(old) != 1:
            raise Moved(f"{path} has {old!r} {text.count(old)} times")
        where.write_text(text.replace(old, new), "utf-8")
        self.touched.add(path)

    def by_hand(self, own: tuple[str, ...] = ()) -> list[str]:
        """Return what was touched, without tests, what is generated, and folders of its own."""
        apart = ("tests/", *GENERATED, *own)
        return sorted(path for path in self.touched if not path.startswith(apart))

    def run(self, *command: str) -> None:
        """Run a module of Python in the copy; its output is seen. Raise `CalledProcessError`."""
        subprocess.run([sys.executable, "-m", *command], cwd=self.root, check=True)


@contextmanager
def scratch_copy() -> Iterator[Copy]:
    """Yield a copy of every file that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    with TemporaryDirectory(prefix="count-") as folder:
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, Path(folder) / name)
        yield Copy(Path(folder))
