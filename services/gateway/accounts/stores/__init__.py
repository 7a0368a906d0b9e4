"""The collections of accounts: one file and one class each, opened together."""

from dataclasses import dataclass

from services.gateway.accounts.stores.accounts import AccountStore
from services.gateway.accounts.stores.attempts import AttemptStore
from services.gateway.accounts.stores.kept_forms import KeptFormStore
from services.gateway.accounts.stores.sessions import SessionStore
from services.gateway.accounts.stores.workspaces import WorkspaceStore
from shared.documents import Database


@dataclass(frozen=True)
class Stores:
    """Every collection of the gateway, declared and indexed."""

    database: Database
    accounts: AccountStore
    workspaces: WorkspaceStore
    sessions: SessionStore
    kept_forms: KeptFormStore
    attempts: AttemptStore


def open_stores(database: Database) -> Stores:
    """Open every collection of `database`."""
    return Stores(
        database,
        accounts=AccountStore(database),
        workspaces=WorkspaceStore(database),
        sessions=SessionStore(database),
        kept_forms=KeptFormStore(database),
        attempts=AttemptStore(database),
    )
