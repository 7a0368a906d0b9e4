"""The processes of a stack on one machine, and the environment that each of them is given."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.assembly.manifest import Manifest, Process, Runs
from stack import secrets
from stack.house import manifest_of, manifests, processes
from stack.ports import HOST, choose_free
from stack.supervisor import Program

GATEWAY, STANDINS = "gateway-web", "standins"
ALL = (*processes(), STANDINS)
NOTICE_SECRETS = ("KERMESSE_INFLUENCERS_NOTICE_SECRET", "KERMESSE_INFLUENCERS_CONNECT_SECRET")


@dataclass(frozen=True)
class Layout:
    """Where a stack lives: its folder, its ports, its secrets, and what else it hands out."""

    folder: Path
    ports: Mapping[str, int]
    secrets: Mapping[str, str] = field(repr=False)
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)
    given: Mapping[str, str] = field(default_factory=dict, repr=False)

    def url(self, name: str) -> str:
        """Return the address of a process on this machine."""
        return f"http://{HOST}:{self.ports[name]}"

    @property
    def pages(self) -> str:
        """The address that people open."""
        return self.given.get("KERMESSE_PUBLIC_URL") or self.url(GATEWAY)

    @property
    def mails(self) -> str:
        """The address of the mail catcher's pages."""
        return self.url(STANDINS)


def choose_ports(fixed: Mapping[str, int]) -> dict[str, int]:
    """Return a port for each process and for SMTP: those of `fixed`, free ones for the rest."""
    names = [name for name in (*ALL, "smtp") if name not in fixed]
    return dict(fixed) | dict(zip(names, choose_free(len(names), fixed.values()), strict=True))


def service_urls(layout: Layout) -> dict[str, str]:
    """Return where the gateway reaches each service, by the name of the setting."""
    return {
        f"KERMESSE_{each.name.upper()}_URL": layout.url(f"{each.name}-web")
        for each in manifests()
        if each.api
    }


def common_environ(layout: Layout) -> dict[str, str]:
    """Return what every process is given: no secret, and nothing of another stack's."""
    kept = {name: value for name, value in layout.given.items() if name not in secrets.names()}
    return kept | {
        "KERMESSE_DATA_DIR": str(layout.folder),
        "KERMESSE_BIND": HOST,
        "KERMESSE_PUBLIC_URL": layout.pages,
        **service_urls(layout),
        "KERMESSE_SMTP_URL": layout.given.get("KERMESSE_SMTP_URL")
        or f"smtp://{HOST}:{layout.ports['smtp']}",
        "KERMESSE_MAIL_FROM": layout.given.get("KERMESSE_MAIL_FROM")
        or "Kermesse <kermesse@localhost.localdomain>",
        # Which of the two pays is told by the key: with one of Stripe's, the stand-in is not asked.
        "KERMESSE_PAYMENTS_URL": layout.given.get("KERMESSE_PAYMENTS_URL")
        or f"{layout.mails}/payments",
        **layout.extra,
    }


def service_environ(layout: Layout, service: str) -> dict[str, str]:
    """Return the environment of the processes of `service`, with its secrets alone."""
    own = [secrets.PUBLIC_KEY, *(each.name for each in manifest_of(service).secrets)]
    return common_environ(layout) | {name: layout.secrets[name] for name in own}


def _program(layout: Layout, name: str, manifest: Manifest, process: Process) -> Program:
    module, port = f"services.{manifest.name}.{process.name}", str(layout.ports[name])
    command, own = [module], {"KERMESSE_HEALTH_PORT": port}
    if process.runs is Runs.WEB:
        command = ["gunicorn", "-c", "python:shared.webapp.serving", f"{module}:app"]
        copies = layout.given.get("KERMESSE_WEB_WORKERS", str(process.copies))
        own = {
            "KERMESSE_PORT": port,
            "KERMESSE_WEB_WORKERS": copies,
            "PROMETHEUS_MULTIPROC_DIR": str(layout.folder / "metrics" / name),
        }
    environ = service_environ(layout, manifest.name) | own
    return Program(name, (sys.executable, "-m", *command), environ, f"{layout.url(name)}/readyz")


def _standins(layout: Layout) -> Program:
    environ = common_environ(layout) | {
        "KERMESSE_STANDINS_PORT": str(layout.ports[STANDINS]),
        "KERMESSE_STANDINS_SMTP_PORT": str(layout.ports["smtp"]),
        "KERMESSE_STANDINS_MAIL_FOLDER": str(layout.folder / "mail"),
        "KERMESSE_STANDINS_NOTICES": f"{layout.url(GATEWAY)}/notices/influencers/payments",
        **{name: layout.secrets[name] for name in NOTICE_SECRETS},
    }
    command = (sys.executable, "-m", "stack.standins")
    return Program(STANDINS, command, environ, f"{layout.mails}/livez")


def programs(layout: Layout, without: Iterable[str] = ()) -> list[Program]:
    """Return the programs of a stack, those of `without` left out."""
    every = [_standins(layout)]
    every += [_program(layout, name, *which) for name, which in processes().items()]
    return [program for program in every if program.name not in set(without)]


def inherited(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment to pass on: all of it, without settings that are left empty."""
    return {
        name: value for name, value in environ.items() if value or not name.startswith("KERMESSE_")
    }
