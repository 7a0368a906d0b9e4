"""Open an account."""

from dataclasses import dataclass

from services.gateway.accounts.domain.account import Account, canonical_email, check_account
from services.gateway.accounts.domain.events import account_opened
from services.gateway.accounts.use_cases.ports import Accounts, Passwords
from shared.clock import Clock
from shared.errors import AppError, Kind
from shared.ids import IdSource, derived_id


class AddressTaken(AppError):
    """This address already belongs to an account."""

    slug = "address_taken"
    kind = Kind.CONFLICT


@dataclass(frozen=True)
class OpenAccount:
    """Who gets which role in which workspace; `must_be_new` refuses an address that has one."""

    workspace_id: str
    email: str
    password: str
    role: str
    must_be_new: bool = False


def open_account(
    command: OpenAccount, accounts: Accounts, passwords: Passwords, clock: Clock, ids: IdSource
) -> Account:
    """Return the account; an address that has one keeps it as it is.

    Raise `Invalid`, or `AddressTaken` when the address belongs to another workspace, or to
    anybody where the account must be new.
    """
    check_account(command.email, command.password, command.role)
    email = canonical_email(command.email)
    found = accounts.by_email(email)
    if found is None:
        found = _add(command, email, accounts, passwords, clock, ids)
    elif command.must_be_new:
        raise AddressTaken
    if found.workspace_id != command.workspace_id:
        raise AddressTaken
    return found


def _add(
    command: OpenAccount,
    email: str,
    accounts: Accounts,
    passwords: Passwords,
    clock: Clock,
    ids: IdSource,
) -> Account:
    account = Account(
        id=derived_id("account", email),
        workspace_id=command.workspace_id,
        email=email,
        password=passwords.hash(command.password),
        role=command.role,
        opened_at=clock.now(),
    )
    event = account_opened(ids.ulid(), account, account.opened_at)
    return accounts.add(account, [event])
