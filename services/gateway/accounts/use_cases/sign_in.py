"""Sign in."""

from dataclasses import dataclass

from services.gateway.accounts.domain.account import LONGEST_PASSWORD, Account, canonical_email
from services.gateway.accounts.domain.errors import SignInRefused
from services.gateway.accounts.domain.session import IDLE, SignedIn, hash_of
from services.gateway.accounts.use_cases.context import Context


@dataclass(frozen=True)
class Opened:
    """A session that began; `secret` is for the browser alone."""

    secret: str
    session: SignedIn


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
    secret = context.ids.secret(32).hex()
    session = _session(context, secret, account)
    context.stores.sessions.put(session)
    return Opened(secret, session)


def _session(context: Context, secret: str, account: Account) -> SignedIn:
    workspace = context.stores.workspaces.get(account.workspace_id)
    now = context.clock.now()
    return SignedIn(
        id=hash_of(secret),
        account_id=account.id,
        workspace_id=account.workspace_id,
        workspace_name=workspace.name if workspace else account.workspace_id,
        email=account.email,
        role=account.role,
        began_at=now,
        expires_at=now + IDLE,
    )
