"""`kermesse verify`: check a certificate, offline, with the verifier that is published beside it.

The verifier is one file that runs alone; everything after `verify` goes to it as it is.
"""

import argparse
from collections.abc import Sequence
from typing import Any

NAME = "verify"


def add_to(commands: Any) -> None:
    """Add the sub-command to the list that `kermesse --help` shows."""
    parser: argparse.ArgumentParser = commands.add_parser(
        NAME, help="check the certificate of a draw", add_help=False
    )
    parser.set_defaults(run=lambda arguments: run([]))


def run(argv: Sequence[str]) -> int:
    """Hand `argv` to the verifier and return what it returns."""
    from services.contests.entrypoints import verify

    return int(verify.main(list(argv)) or 0)
