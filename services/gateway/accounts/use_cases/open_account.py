"""Open an account."""

from services.gateway.accounts.domain.account import Account, canonical_email, check_account
from services.gateway.accounts.domain.errors import AddressTaken
from services.gateway.accounts.domain.events import account_opened
from services.gateway.accounts.stores.accounts import AccountStore
from services.gateway.accounts.use_cases.context import Context
from shared.ids import derived_id


def open_account(
    context: Context,
    *,
    workspace_id: str,
    email: str,
    password: str,
    role: str,
    must_be_new: bool = False,
) -> Account:
    """Return the account; an address that has one keeps it as it is.

    Raise `Invalid`, or `AddressTaken` when the address belongs to another workspace, or to
    anybody where the account `must_be_new`.
    """
    found = account_at(
        context.stores.accounts,
        workspace_id=workspace_id,
        email=email,
        password=password,
        role=role,
        must_be_new=must_be_new,
    )
    if found is None:
        found = _add(context, workspace_id, canonical_email(email), password, role)
        if found.workspace_id != workspace_id:
            raise AddressTaken
    return found


def account_at(
    accounts: AccountStore,
    *,
    workspace_id: str,
    email: str,
    password: str,
    role: str,
    must_be_new: bool = False,
) -> Account | None:
    """Return the account that `open_account` would find, None where it would open one.

    Raise what it would raise.
    """
    check_account(email, password, role)
    found = accounts.by_email(canonical_email(email))
    if found is not None and (must_be_new or found.workspace_id != workspace_id):
        raise AddressTaken
    return found


def _add(context: Context, workspace_id: str, address: str, password: str, role: str) -> Account:
    account = Account(
        id=derived_id("account", address),
        workspace_id=workspace_id,
        email=address,
        password=context.passwords.hash(password),
        role=role,
        opened_at=context.clock.now(),
    )
    event = account_opened(context.ids.ulid(), account, account.opened_at)
    return context.stores.accounts.add(account, [event])
