"""A stack that runs for as long as a block: locked folder, checked servers, ready processes."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stack import secrets
from stack.addresses import require_there
from stack.folder_lock import held, make_folder
from stack.programs import Layout, choose_ports, programs, service_urls
from stack.settings import StackSettings
from stack.supervisor import Supervisor

READY_SECONDS = 40.0
ADDRESSES = "addresses.json"


@dataclass(frozen=True)
class Running:
    """What a running stack gives to those who use it."""

    layout: Layout
    supervisor: Supervisor


def local_extras(mails: str) -> dict[str, str]:
    """Return the settings of a try-out on one machine: test beacon, short windows, many people."""
    return {
        "KERMESSE_BEACON_CHAIN": "test",
        "KERMESSE_BEACON_URLS": f"{mails}/beacon",
        "KERMESSE_CONTESTS_SEAL_LEAD": "1",
        "KERMESSE_CONTESTS_SHORTEST_WINDOW": "1",
        "KERMESSE_GATEWAY_ENTRY_RATE": "100000 per hour",
    }


def lay_out(
    folder: Path, environ: Mapping[str, str], kept: Path, fixed: Mapping[str, int]
) -> Layout:
    """Choose ports and settings. What `environ` gives wins over what the stack would hand out."""
    bare = Layout(folder, choose_ports(fixed), secrets.keep(kept, environ), {}, environ)
    extra = {name: value for name, value in local_extras(bare.mails).items() if name not in environ}
    return Layout(folder, bare.ports, bare.secrets, extra, environ)


@contextmanager
def running(
    layout: Layout,
    settings: StackSettings,
    tell: Callable[[str], None] = print,
    without: Iterable[str] = (),
) -> Iterator[Running]:
    """Start the processes, wait until all are ready, end them all with the block."""
    require_there(settings)
    with Supervisor(layout.folder / "logs", tell) as supervisor:
        supervisor.start(programs(layout, without))
        supervisor.wait_ready(READY_SECONDS)
        with _told_where(layout):
            yield Running(layout, supervisor)


@contextmanager
def _told_where(layout: Layout) -> Iterator[None]:
    """Say in the folder where the services are, for commands that ask them, while they run."""
    file = layout.folder / ADDRESSES
    file.write_text(json.dumps(service_urls(layout)))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def where_running(folder: Path) -> dict[str, str]:
    """Return where the services of a running stack are, by setting; nothing where none runs."""
    try:
        told: dict[str, str] = json.loads((folder / ADDRESSES).read_text())
    except (OSError, ValueError):
        return {}
    return told


@contextmanager
def own_folder(folder: Path, what: str) -> Iterator[Path]:
    """Make `folder` for its owner alone where it is absent, and hold it for one process."""
    make_folder(folder)
    with held(folder / f"{what.split()[-1]}.lock", what):
        yield folder
