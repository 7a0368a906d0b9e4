"""Who may still write where many clicks wait: nobody's flood takes the room of the others."""

from pathlib import Path

SUFFIX = ".spill"
# So many clicks wait as are shipped and counted within the ten minutes that an order waits.
PART = 16


class Shares:
    """What each workspace wrote since a sixteenth of all files that may wait does, in bytes.

    From then on each may write another sixteenth, by each process, until fewer files wait.
    """

    def __init__(self, folder: Path, most_files: int, file_bytes: int) -> None:
        self._folder, self._most_files = folder, most_files
        self._share = max(1, most_files // PART) * file_bytes
        self._written: dict[str, int] = {}
        self._crowded = False

    def waiting(self) -> int:
        """Count the files that wait, and note whether they are many."""
        found = sum(1 for _ in self._folder.glob(f"*{SUFFIX}"))
        self._crowded = found * PART >= self._most_files
        if not self._crowded:
            self._written.clear()
        return found

    def look_again(self) -> None:
        """Note once fewer files wait."""
        if self._crowded:
            self.waiting()

    def takes(self, whose: str, size: int) -> bool:
        """Tell whether there is room for a workspace's next `size` bytes, and note them."""
        if not self._crowded:
            return True
        written = self._written.get(whose, 0)
        if written >= self._share:
            return False
        self._written[whose] = written + size
        return True
