"""The stores of accounts."""

from dataclasses import dataclass

from services.gateway.accounts.stores.accounts import Accounts
from services.gateway.accounts.stores.kept_forms import KeptForms
from services.gateway.accounts.stores.sessions import Sessions
from services.gateway.accounts.stores.workspaces import Workspaces
from shared.documents import Database


@dataclass(frozen=True)
class Stores:
    """All of them, indexes ensured."""

    database: Database
    accounts: Accounts
    workspaces: Workspaces
    sessions: Sessions
    kept_forms: KeptForms


def open_stores(database: Database) -> Stores:
    """Open every store over `database`."""
    return Stores(
        database, Accounts(database), Workspaces(database), Sessions(database), KeptForms(database)
    )


__all__ = ["Accounts", "KeptForms", "Sessions", "Stores", "Workspaces", "open_stores"]
