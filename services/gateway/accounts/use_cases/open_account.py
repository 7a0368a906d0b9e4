"""Open an account."""

from services.gateway.accounts.domain.account import Account, canonical_email, check_account
from services.gateway.accounts.domain.errors import AddressTaken
from services.gateway.accounts.domain.events import account_opened
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
    check_account(email, password, role)
    address = canonical_email(email)
    found = context.stores.accounts.by_email(address)
    if found is None:
        found = _add(context, workspace_id, address, password, role)
    elif must_be_new:
        raise AddressTaken
    if found.workspace_id != workspace_id:
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
