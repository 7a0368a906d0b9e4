"""Accounts that an operator opens by a command."""

from collections.abc import Mapping
from typing import Any

from services.gateway.accounts.passwords import Passwords
from services.gateway.accounts.use_cases.context import Context
from services.gateway.accounts.use_cases.open_account import account_at
from services.gateway.accounts.use_cases.open_account import open_account as open_account_in
from services.gateway.accounts.use_cases.open_workspace import open_workspace
from services.gateway.bootstrap.stores import stores_of
from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.settings import CommonSettings, load


def open_account(
    environ: Mapping[str, str],
    *,
    workspace_id: str,
    workspace_name: str,
    email: str,
    password: str,
    role: str,
    must_be_new: bool = False,
) -> str:
    """Open a workspace and an account in it, and return the account's id.

    Harmless when repeated: what exists stays as it is, unless it `must_be_new`. An account that
    is refused leaves no workspace behind. Raise `SettingError`, `Invalid`, or `AddressTaken` for
    an address of another workspace.
    """
    stores = stores_of(load(CommonSettings, environ))
    context = Context(stores, Passwords(), SystemClock(), RandomIds())
    asked: dict[str, Any] = {
        "workspace_id": workspace_id,
        "email": email,
        "password": password,
        "role": role,
        "must_be_new": must_be_new,
    }
    try:
        account_at(stores.accounts, **asked)
        open_workspace(stores.workspaces, workspace_id=workspace_id, name=workspace_name)
        account = open_account_in(context, **asked)
    finally:
        stores.database.close()
    return account.id
