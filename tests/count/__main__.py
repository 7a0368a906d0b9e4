"""`make count`: what it costs to change, counted by doing it.

Each addition is performed by script in a scratch copy, its own test is run there, and the files
that a person would have touched are printed. One that costs more than its limit, or whose test
fails, ends the run with 1.
"""

import argparse
import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

from tests.count import additions
from tests.count.addition import Addition
from tests.count.copy import Copy, Moved, scratch_copy


def every() -> list[Addition]:
    """Return the additions, in the order of the table."""
    names = (found.name for found in iter_modules(additions.__path__))
    found = [import_module(f"tests.count.additions.{name}").ADDITION for name in names]
    return sorted(found, key=lambda each: each.place)


def perform(addition: Addition, copy: Copy) -> list[str]:
    """Perform one and prove it; return the files touched by hand."""
    addition.perform(copy)
    copy.run("stack.house")
    copy.run("pytest", "-q", "-p", "no:cacheprovider", *addition.proofs)
    return copy.by_hand(addition.own)


def main() -> int:
    """Count every addition, or those that are named."""
    parser = argparse.ArgumentParser(prog="make count", description=__doc__)
    parser.add_argument("names", nargs="*", help="modules of tests/count/additions")
    wanted, known = parser.parse_args().names, every()
    if unknown := set(wanted) - {addition.name for addition in known}:
        parser.error(f"no addition is called {', '.join(sorted(unknown))}")
    failed = 0
    for addition in known:
        if wanted and addition.name not in wanted:
            continue
        with scratch_copy() as copy:
            try:
                files = perform(addition, copy)
            except (subprocess.CalledProcessError, Moved) as error:
                print(f"{addition.title}: FAILED: {error}", flush=True)
                failed = 1
                continue
        failed |= len(files) > addition.limit
        print(f"{addition.title}: {len(files)} files, {addition.limit} allowed")
        print("".join(f"    {path}\n" for path in files), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
