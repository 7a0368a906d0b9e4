"""The `kermesse` command. Each sub-command is a module of `stack.commands`."""

import argparse
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from shared.settings import SettingError
from stack.commands import account, dead_letters, demo, insights, people, up, verify
from stack.errors import StackError, WrongSetting

INTERRUPTED = 130


def make_parser() -> argparse.ArgumentParser:
    """Return the parser; every sub-command sets `run`, a function of the parsed arguments."""
    parser = argparse.ArgumentParser(
        prog="kermesse", description="Contests whose draws anyone can check."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for module in (up, demo, verify, account, people, insights, dead_letters):
        module.add_to(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; return 0, 1 when something failed, 2 when something is set wrongly."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # The name of a file may be no text: it is told as far as it can be.
            stream.reconfigure(errors="backslashreplace")
    if given[:1] == [verify.NAME]:
        return verify.run(given[1:])
    if strange := [each for each in given if not _is_text(each)]:
        print(f"kermesse: {strange[0]!a} is not text in UTF-8.", file=sys.stderr)
        return WrongSetting.code
    arguments = make_parser().parse_args(given)
    # A shell that starts this in the background ignores SIGINT for it: Ctrl-C must end it still.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.default_int_handler)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except SettingError as error:
        print("\n".join(f"kermesse: {line}" for line in error.problems), file=sys.stderr)
        return 2
    except StackError as error:
        print(f"kermesse: {error}", file=sys.stderr)
        return error.code


def _is_text(argument: str) -> bool:
    """Tell whether an argument was UTF-8: other bytes arrive as halves of characters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)


if __name__ == "__main__":
    raise SystemExit(main())
