"""What the stand-in was told to do wrong, in the order in which it was told; kept in the book.

Of calls that move something: `refused` (402), `busy` (429), `broken` (500, nothing done),
`broken_after` (500 though it was done), `lost` (done, and the line is cut before the answer),
`silent` (done, and answered after so many seconds).
Of what follows: `payout_fails`, `webhook_twice`, `webhook_late` (by so many seconds),
`webhooks_reordered` (those that are due go out the latest first).
"""

from stack.standins.payments.book import Book

CALLS = ("refused", "busy", "broken", "broken_after", "lost", "silent")
AFTER = ("payout_fails", "webhook_twice", "webhook_late", "webhooks_reordered")


class Faults:
    """Faults that wait for their occasion."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def plan(self, name: str, times: int = 1, value: float = 0) -> None:
        """Do `name` wrong at its next occasions; raises `ValueError` for an unknown name."""
        if name not in CALLS + AFTER:
            raise ValueError(f"no such fault: {name}")
        with self._book.transaction():
            for _ in range(times):
                self._book.rows("INSERT INTO faults (name, value) VALUES (?, ?)", name, value)

    def take(self, name: str) -> float | None:
        """Return the value of the oldest fault of a name, and forget it; None: there is none."""
        with self._book.transaction():
            found = self._book.rows(
                "SELECT place, value FROM faults WHERE name = ? ORDER BY place LIMIT 1", name
            )
            for place, _ in found:
                self._book.rows("DELETE FROM faults WHERE place = ?", place)
        return float(found[0][1]) if found else None

    def of_call(self) -> tuple[str, float] | None:
        """Return the oldest fault of a call, and forget it."""
        with self._book.transaction():
            found = self._book.rows("SELECT name FROM faults ORDER BY place")
            name = next((name for (name,) in found if name in CALLS), None)
            return None if name is None else (name, self.take(name) or 0)
