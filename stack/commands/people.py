"""`kermesse people`: everything of one address, found, taken out or erased in every service.

The command becomes a process of the gateway, with the environment that `kermesse up` would give it.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.settings import load
from stack.errors import StackError
from stack.programs import GATEWAY, Layout, choose_ports, inherited, service_environ, service_urls
from stack.running import where_running
from stack.secrets import keep
from stack.settings import StackSettings
from stack.supervisor import ROOT


def add_to(commands: Any) -> None:
    """Add the sub-command and its own."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "people", help="everything of one address: find it, take it out, erase it"
    )
    actions = parser.add_subparsers(required=True, metavar="action", dest="action")
    for name, meaning in (
        ("find", "say what is kept, and where"),
        ("export", "print all of it, as JSON, for the person to whom it belongs"),
        ("erase", "erase it for good; what a sealed list proves stays"),
    ):
        action = actions.add_parser(name, help=meaning, description=meaning)
        action.add_argument("address", help="an e-mail address")
        action.add_argument("--workspace", help="of this one alone (default: every one)")
        if name == "erase":
            action.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(run=run)


def people_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a process of the gateway that reaches running services.

    Raises `StackError` where none runs here and none is given by its address.
    """
    settings = load(StackSettings, environ)
    folder = Path(settings.data_dir).resolve()
    layout = Layout(folder, choose_ports({GATEWAY: settings.up_port}), {}, {}, dict(environ))
    wanted = service_urls(layout)
    reached = {name: environ[name] for name in wanted if name in environ} or where_running(folder)
    if set(wanted) - set(reached):
        raise StackError(
            f"Nothing runs in {folder}. Start `kermesse up`, or give {', '.join(sorted(wanted))}."
        )
    secrets = keep(folder / "secrets.env", environ)
    whole = Layout(folder, layout.ports, secrets, {}, dict(environ))
    return service_environ(whole, "gateway") | reached


def run(arguments: argparse.Namespace) -> int:
    """Become the process that does it."""
    environ = people_environ(inherited(os.environ))
    more = ["--workspace", arguments.workspace] if arguments.workspace else []
    more += ["--yes"] if getattr(arguments, "yes", False) else []
    module = ["-m", "services.gateway.people", arguments.action, arguments.address, *more]
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, *module], environ)  # noqa: S606 - no shell is wanted
