"""`kermesse dead-letters`: what could not be handled, published again or given up.

It reads the bus that the settings name: the embedded log of `kermesse up`, or Kafka.
"""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from typing import Any

from shared.consumer.letters import CutShort, NotRetried
from stack.errors import StackError, WrongSetting
from stack.letters.office import SERVICES, Named, Office, opened
from stack.letters.telling import fields_of, in_full, name_of, row, table
from stack.programs import inherited

REPEATED = (
    "Every group of the topic reads it again; "
    "what was applied before changes nothing the second time."
)


def add_to(commands: Any) -> None:
    """Add the sub-command and its own."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "dead-letters", help="look after events that could not be handled"
    )
    actions = parser.add_subparsers(required=True, metavar="action")
    listing = _action(actions, "list", "a line for each", show_all)
    listing.add_argument("--service", choices=SERVICES, help="of this service alone")
    listing.add_argument("--waiting", action="store_true", help="only what waits for a decision")
    listing.add_argument("--json", action="store_true", help="a list of objects")
    showing = _action(actions, "show", "one in full: headers and bytes", show_one)
    showing.add_argument("id")
    showing.add_argument("--json", action="store_true", help="an object")
    retrying = _action(actions, "retry", "publish the original message again", retry)
    retrying.add_argument("id", nargs="*")
    retrying.add_argument("--all", action="store_true", help="every one that waits")
    retrying.add_argument("--service", choices=SERVICES, help="with --all: of this service alone")
    retrying.add_argument("--again", action="store_true", help="even if it was dealt with before")
    dropping = _action(actions, "drop", "give up, and say why", drop)
    dropping.add_argument("id", nargs="+")
    dropping.add_argument("--because", required=True, metavar="TEXT", help="kept on the log")
    dropping.add_argument("--again", action="store_true", help="even if it was dealt with before")


def _action(
    actions: Any, name: str, meaning: str, act: Callable[[argparse.Namespace, Office], None]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=meaning, description=meaning)
    parser.set_defaults(run=run, act=act)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Do one of the four; raise `StackError` with what stands against it."""
    with opened(inherited(os.environ)) as office:
        arguments.act(arguments, office)
    return 0


def show_all(arguments: argparse.Namespace, office: Office) -> None:
    """Print a line for each letter."""
    found = office.of(arguments.service, waiting=arguments.waiting)
    if arguments.json:
        print(json.dumps([fields_of(*each) for each in found], ensure_ascii=False, indent=2))
    else:
        print(table([row(*each) for each in found]) if found else "No dead letters.")


def show_one(arguments: argparse.Namespace, office: Office) -> None:
    """Print one letter in full."""
    ((service, letter),) = office.named([arguments.id])
    if arguments.json:
        print(json.dumps(fields_of(service, letter), ensure_ascii=False, indent=2))
    else:
        print(in_full(service, letter))


def retry(arguments: argparse.Namespace, office: Office) -> None:
    """Publish letters again."""
    if bool(arguments.id) == arguments.all:
        raise WrongSetting("Name the letters to retry, or give --all.")
    if arguments.all:
        chosen = office.of(arguments.service, waiting=True)
    else:
        chosen = office.undecided(arguments.id, again=arguments.again)
    originals = office.by_original(chosen)
    left = [wrong for wrong in (_retried(office, each) for each in originals) if wrong]
    print(REPEATED if len(left) < len(originals) else "Nothing was published again.")
    if left:
        raise StackError("\n".join(left))


def _retried(office: Office, together: Sequence[Named]) -> str:
    """Return why not; raise `StackError` where the next one would fare no better."""
    (_, letter), names = together[0], [name_of(*each) for each in together]
    try:
        office.desk.retry(*(each for _, each in together))
    except CutShort as error:
        return "\n".join(f"{name}: not retried: {error}." for name in names)
    except NotRetried as error:
        raise StackError(f"{names[0]}: not retried: {error}.") from error
    print(f"{names[0]}: published again to {letter.header('dlq_topic')}.")
    for name in names[1:]:
        print(f"{name}: the same message, published by {names[0]}.")
    return ""


def drop(arguments: argparse.Namespace, office: Office) -> None:
    """Give letters up."""
    for service, letter in office.undecided(arguments.id, again=arguments.again):
        try:
            office.desk.drop(letter, arguments.because)
        except NotRetried as error:
            raise StackError(f"{name_of(service, letter)}: not dropped: {error}.") from error
        print(f"{name_of(service, letter)}: dropped.")
