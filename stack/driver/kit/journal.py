"""What is shown while the demo runs: each step with its time, at the end a table of figures."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


class StepFailed(Exception):
    """A step did not go as it must; the message names the step and the reason."""


@dataclass
class Journal:
    """The steps so far, told to `tell` as they happen."""

    tell: Callable[[str], None]
    begin: float = field(default_factory=time.monotonic)
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time the block; what it appends to the list is told beside the step."""
        begin, remarks = time.monotonic(), list[str]()
        try:
            yield remarks
        except StepFailed:
            raise
        except Exception as error:
            raise StepFailed(f"Step “{name}”: {error}") from error
        seconds = time.monotonic() - begin
        self.steps.append((name, round(seconds, 3)))
        self.tell("\n".join([f"{seconds:6.1f} s  {name}", *(f"{'':10}{one}" for one in remarks)]))

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.begin


def table(figures: Mapping[str, object]) -> str:
    """Return figures as lines of two columns."""
    width = max(len(name) for name in figures)
    return "\n".join(f"  {name:<{width}}  {value}" for name, value in figures.items())
