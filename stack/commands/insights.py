"""`kermesse insights`: rebuild the figures beside the running ones, remove what that leaves.

The command becomes a process of the service, with the environment that `kermesse up` would give
it, so that signals and the code it ends with are its own.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.settings import load
from stack.errors import WrongSetting
from stack.programs import Layout, choose_ports, inherited, service_environ
from stack.secrets import keep
from stack.settings import StackSettings
from stack.supervisor import ROOT


def add_to(commands: Any) -> None:
    """Add the sub-command and its own."""
    parser: argparse.ArgumentParser = commands.add_parser("insights", help="look after the figures")
    actions = parser.add_subparsers(required=True, metavar="action", dest="action")
    rebuild = actions.add_parser(
        "rebuild", help="read all events again, beside the running figures, then switch to the new"
    )
    rebuild.add_argument(
        "--anew", action="store_true", help="give up what an interrupted rebuild began"
    )
    actions.add_parser("prune", help="remove the figures that a rebuild replaced")
    parser.set_defaults(run=run)


def insights_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a process of insights, of the stack in `KERMESSE_DATA_DIR`.

    Raises `WrongSetting` where neither servers are given nor any stack has run.
    """
    settings = load(StackSettings, environ)
    folder = Path(settings.data_dir).resolve()
    embedded = not (settings.mongo_url and settings.kafka_bootstrap)
    if embedded and not any(folder.glob("*.sqlite")):
        raise WrongSetting(f"KERMESSE_DATA_DIR: no stack has run in {folder}.")
    secrets = keep(folder / "secrets.env", environ)
    layout = Layout(folder, choose_ports({}), secrets, {}, dict(environ))
    return service_environ(layout, "insights")


def run(arguments: argparse.Namespace) -> int:
    """Become the process that does it."""
    environ = insights_environ(inherited(os.environ))
    more = ["--anew"] if getattr(arguments, "anew", False) else []
    command = [sys.executable, "-m", f"services.insights.{arguments.action}", *more]
    os.chdir(ROOT)
    os.execve(command[0], command, environ)  # noqa: S606 - no shell is wanted
