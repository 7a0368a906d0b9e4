"""The demo data of `kermesse up`, made once, through the pages, as a team and people would."""

import requests

from stack.commands.account import open_account
from stack.driver.kit.waiting import NeverCame, Unexpected
from stack.driver.stories.contest.town import Town, settle
from stack.errors import StackError
from stack.programs import Layout, service_environ
from stack.secrets import DEMO_PASSWORD

WORKSPACE, NAME = "maison-lumen", "Maison Lumen"
DOMAIN = "maison-lumen.example.org"
TEAM = {"claire": "owner", "marc": "manager", "sami": "moderator", "nora": "analyst"}
MARKER = "seeded"


def open_accounts(layout: Layout) -> None:
    """Open the accounts of the demo's team; those that exist stay as they are."""
    for name, role in TEAM.items():
        open_account(
            service_environ(layout, "gateway"),
            workspace_id=WORKSPACE,
            workspace_name=NAME,
            email=f"{name}@{DOMAIN}",
            password=layout.secrets[DEMO_PASSWORD],
            role=role,
        )


def told(layout: Layout) -> str:
    """Return who can sign in, and with what."""
    lines = [f"        {name}@{DOMAIN}  ({role})" for name, role in TEAM.items()]
    password = layout.secrets[DEMO_PASSWORD]
    return "\n".join([f"Team:   sign in at {layout.pages}/fr/sign-in", *lines,
                      f"        password for all of them: {password}"])  # fmt: skip


def _settle(layout: Layout) -> None:
    town = Town(
        pages=layout.pages,
        mails=layout.mails,
        workspace=WORKSPACE,
        email=f"claire@{DOMAIN}",
        password=layout.secrets[DEMO_PASSWORD],
    )
    try:
        settle(town)
    except (NeverCame, Unexpected, requests.RequestException) as error:
        raise StackError(
            f"The demo data could not be made: {error}\n"
            "`kermesse up --empty` starts without; `make clean` removes everything."
        ) from error


def seed_once(layout: Layout) -> str:
    """Make the demo data unless it was made; return what to tell about it."""
    marker = layout.folder / MARKER
    if not marker.exists():
        open_accounts(layout)
        if {"KERMESSE_SMTP_URL", "KERMESSE_PUBLIC_URL"} & set(layout.given):
            # People confirm by a link in a mail: nothing is sent outside for demo data.
            return told(layout)
        print("Making the demo data, once.", flush=True)
        _settle(layout)
        marker.touch()
    return told(layout)
