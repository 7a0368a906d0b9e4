"""What every use case of accounts is handed."""

from dataclasses import dataclass

from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.stores import Stores
from shared.clock import Clock
from shared.ids import IdSource


@dataclass(frozen=True)
class Context:
    """Stores, hashes of passwords, clock, identifiers."""

    stores: Stores
    passwords: Passwords
    clock: Clock
    ids: IdSource
