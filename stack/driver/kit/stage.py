"""Where a story plays."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Stage:
    """Addresses of pages and mails, the workspace with the account that signs in, a folder.

    `second` is another account of the team, with the same password: some things take two people.
    """

    pages: str
    mails: str
    workspace: str
    email: str
    password: str = field(repr=False)
    folder: Path = Path()
    team: str = "Maison Lumen"
    second: str = ""
