"""The table of a run: as text, as Markdown, and as JSON for those who compare runs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.measure import Line

SAID = {True: "met", False: "missed", None: ""}
Lines = Sequence[tuple[str, Line]]


def text(name: str, line: Line) -> str:
    """Return one line for a terminal."""
    beside = f" against {line.beside}" if line.beside else ""
    target = f" ({line.target}: {SAID[line.met]})" if line.target else ""
    return f"{name:11}{line.what:46}{line.reached:>11}   {line.measured}{beside}{target}"


def markdown(lines: Lines, machine: Mapping[str, str]) -> str:
    """Return the machine's description and the table, for `docs/performance.md`."""
    told = [f"| {name} | {value} |" for name, value in machine.items()]
    rows = [
        f"| {name} | {line.what} | {line.measured} | {line.beside} | {line.reached} "
        f"| {line.target} | {SAID[line.met]} |"
        for name, line in lines
    ]
    head = ["| bench | what | measured | beside | reached | target | |", "|---" * 7 + "|"]
    return "\n".join(["| machine | |", "|---|---|", *told, "", *head, *rows])


def write(path: Path, lines: Lines, machine: Mapping[str, str]) -> None:
    """Write everything to `path`."""
    results = [{"bench": name, **asdict(line)} for name, line in lines]
    body = {"machine": dict(machine), "results": results}
    path.write_text(json.dumps(body, indent=2, ensure_ascii=False) + "\n")
