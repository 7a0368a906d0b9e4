"""Sign in."""

from services.gateway.accounts.domain.account import LONGEST_PASSWORD, canonical_email
from services.gateway.accounts.domain.errors import SignInRefused
from services.gateway.accounts.use_cases.context import Context
from services.gateway.accounts.use_cases.let_in import Opened, let_in


def sign_in(context: Context, *, email: str, password: str) -> Opened:
    """Begin a session for an address and a password, as they were typed.

    Raise `SignInRefused` without telling which of the two was wrong.
    """
    account = context.stores.accounts.by_email(canonical_email(email))
    stored = account.password if account else None
    # The hash is always computed: an unknown address takes as long as a wrong password.
    right = context.passwords.check(stored, password[: LONGEST_PASSWORD + 1])
    if account is None or not right:
        raise SignInRefused
    return let_in(
        context,
        subject=account.id,
        workspace_id=account.workspace_id,
        role=account.role,
        email=account.email,
    )
