"""The demo's own account of what the pages acknowledged, kept apart from what Kermesse counts."""

import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Ledger:
    """Counts by what was acknowledged and by source; the refs that people were given."""

    submitted: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    refs: dict[str, str] = field(default_factory=dict)
    already_in: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note_submitted(self, source: str) -> None:
        """Note a form that was taken."""
        with self._lock:
            self.submitted[source] += 1

    def note_confirmed(self, source: str, email: str, ref: str) -> None:
        """Note an entry that was confirmed, and its ref."""
        with self._lock:
            self.confirmed[source] += 1
            self.refs[email] = ref

    def note_already_in(self) -> None:
        """Note a confirmation that was answered by "you are already in"."""
        with self._lock:
            self.already_in += 1

    def note_refused(self, reason: str) -> None:
        """Note a form that was refused."""
        with self._lock:
            self.refused[reason] += 1
