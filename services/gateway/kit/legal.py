"""Who publishes and hosts the site, and whom to write to about data: what pages say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Legal:
    """Texts of the settings `KERMESSE_LEGAL_…`, "" where nobody said so."""

    publisher: str = ""
    director: str = ""
    contact: str = ""
    host: str = ""
    dpo: str = ""
    processors: str = ""
    transfers: str = ""
    authority: str = ""


def legal_of(settings: Any) -> Legal:
    """Return what settings with members `legal_…` say."""
    told: Mapping[str, str] = {
        each.name: getattr(settings, f"legal_{each.name}").strip() for each in fields(Legal)
    }
    return Legal(**told)
