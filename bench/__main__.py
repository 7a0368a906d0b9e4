"""`make bench`: figures of this machine, as ratios against a baseline of the same run."""

import argparse
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from bench import machine, report
from bench.measure import Effort, Line, Result
from bench.servers import Servers
from shared import logs

Bench = Callable[[Effort, Servers], Iterable[Result]]
BENCHES = (
    *("documents", "contention", "pipeline", "latency", "entries", "draw", "million", "people"),
    *("redirect", "verdicts"),
)
RESULTS = Path(__file__).parent / "results.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benches that are named, all of them where none is."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--quick", action="store_true", help="small sizes: figures mean nothing")
    asked = parser.parse_args(argv)
    unknown = sorted(set(asked.names) - set(BENCHES))
    if unknown:
        parser.error(f"no bench is called {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    logs.configure("bench", "error")
    # Without this, a run that is ended would leave its servers behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    effort = Effort(runs=1, share=0.02) if asked.quick else Effort()
    lines = _measured(asked.names or list(BENCHES), effort)
    about = machine.description()
    report.write(RESULTS, lines, about)
    if asked.markdown:
        print(report.markdown(lines, about))
    return 0


def bench_of(name: str) -> Bench:
    """Return a bench; its module is imported now, as each drags much of the product along."""
    bench: Bench = import_module("bench.draws" if name == "draw" else f"bench.{name}").run
    return bench


def _measured(names: Iterable[str], effort: Effort) -> list[tuple[str, Line]]:
    lines = []
    with Servers() as servers:
        for name in names:
            begin = time.monotonic()
            for result in bench_of(name)(effort, servers):
                lines.append((name, result.line))
                print(report.text(name, result.line), flush=True)
            print(f"{name:11}took {time.monotonic() - begin:.0f} s", flush=True)
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
