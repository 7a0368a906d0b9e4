"""What the views use, joined by `bootstrap`, found again through the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from flask import current_app, g

from services.gateway.accounts.domain.session import SignedIn
from services.gateway.accounts.use_cases.context import Context
from services.gateway.audit.stores import AuditStores
from services.gateway.kit.legal import Legal
from services.gateway.kit.questions import Services
from shared.clock import Clock
from shared.ids import IdSource

KEY = "kermesse"


@dataclass(frozen=True)
class Parts:
    """The gateway's parts. `public_url` has no slash at its end; rates are those of `limits`.

    `data_dir` is the folder of what this machine keeps in files. `framed_by` are the sites whose
    frames may hold the pages by which people enter.
    """

    public_url: str
    secret_key: str
    secret_key_fallbacks: tuple[str, ...]
    trusted_proxies: int
    sign_in_rate: str
    entry_rate: str
    services: Services
    accounts: Context
    audit: AuditStores
    clock: Clock
    ids: IdSource
    ready: Callable[[], None]
    registry: Any
    data_dir: Path
    legal: Legal = field(default_factory=Legal)
    framed_by: tuple[str, ...] = ()


def parts() -> Parts:
    """Return the parts of the present application."""
    return cast(Parts, current_app.extensions[KEY])


def signed_in() -> SignedIn:
    """Return who is signed in; only in views that require a role."""
    return cast(SignedIn, g.signed_in)
