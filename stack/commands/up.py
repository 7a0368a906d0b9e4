"""`kermesse up`: every process on this machine, until Ctrl-C; what it holds is kept."""

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.settings import load
from stack.ports import require_free
from stack.programs import GATEWAY, STANDINS, inherited
from stack.running import Running, lay_out, own_folder, running
from stack.seeding import seed_once
from stack.settings import StackSettings

PORT_SETTING = "KERMESSE_UP_PORT"
LOOK_EVERY = 0.2


def add_to(commands: Any) -> None:
    """Add the sub-command and its arguments."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "up", help="start everything on this machine, with demo data, until Ctrl-C"
    )
    parser.add_argument("--empty", action="store_true", help="make no demo data")
    parser.set_defaults(run=run)


def ticks(seconds: float) -> Iterator[None]:
    """Give one item every `seconds`, for ever."""
    while True:
        time.sleep(seconds)
        yield


def addresses(stack: Running, seeded: str) -> str:
    """Return what a person needs to know to begin."""
    layout = stack.layout
    caught = layout.mails if "KERMESSE_SMTP_URL" not in layout.given else "(sent for real)"
    lines = [
        "",
        f"Pages:  {layout.pages}/",
        f"Mails:  {caught}",
        f"Files:  {layout.folder} (logs in {layout.folder / 'logs'})",
        *_tried_out(stack),
        seeded,
        "Ctrl-C ends every process. `kermesse up` finds all as it was left.",
    ]
    return "\n".join(line for line in lines if line is not None)


def _tried_out(stack: Running) -> Iterator[str]:
    """Say what is set here for a try-out, and would be otherwise in production."""
    if stack.layout.extra:
        yield "For trying out, unless you set it otherwise:"
        yield from (f"  {name}={value}" for name, value in sorted(stack.layout.extra.items()))


def run(arguments: argparse.Namespace) -> int:
    """Run until interrupted."""
    environ = inherited(os.environ)
    settings = load(StackSettings, environ)
    with own_folder(Path(settings.data_dir).resolve(), "kermesse up") as folder:
        fixed = {
            GATEWAY: require_free(settings.up_port, PORT_SETTING),
            STANDINS: require_free(settings.up_port + 1, PORT_SETTING),
        }
        layout = lay_out(folder, environ, folder / "secrets.env", fixed)
        print("Starting.", flush=True)
        with running(layout, settings) as stack:
            seeded = "" if arguments.empty else seed_once(layout)
            print(addresses(stack, seeded), flush=True)
            try:
                stack.supervisor.watch(ticks(LOOK_EVERY))
            except KeyboardInterrupt:
                print("\nEnding.", flush=True)
    return 0
