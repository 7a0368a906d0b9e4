"""`make bench`: figures of this machine, as ratios against a baseline of the same run."""

import argparse
from collections.abc import Callable, Sequence

from bench import documents, draws
from bench.measure import Figure

BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "documents": documents.run,
    "draw": draws.run,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benches that are named, all of them where none is."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", default=sorted(BENCHES), help=", ".join(BENCHES))
    for name in parser.parse_args(argv).names:
        for figure in BENCHES[name]():
            print(f"{name:10} {figure}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
