"""Sign in."""

from dataclasses import dataclass

from services.gateway.accounts.domain.account import LONGEST_PASSWORD, Account, canonical_email
from services.gateway.accounts.domain.errors import SignInRefused
from services.gateway.accounts.domain.session import IDLE, SignedIn, hash_of
from services.gateway.accounts.use_cases.ports import Accounts, Passwords, Sessions, Workspaces
from shared.clock import Clock
from shared.ids import IdSource


@dataclass(frozen=True)
class SignIn:
    """An address and a password, as they were typed."""

    email: str
    password: str


@dataclass(frozen=True)
class Opened:
    """A session that began; `secret` is for the browser alone."""

    secret: str
    session: SignedIn


def sign_in_with(
    command: SignIn,
    accounts: Accounts,
    workspaces: Workspaces,
    sessions: Sessions,
    passwords: Passwords,
    clock: Clock,
    ids: IdSource,
) -> Opened:
    """Begin a session; raise `SignInRefused` without telling which of the two was wrong."""
    account = accounts.by_email(canonical_email(command.email))
    stored = account.password if account else None
    # The hash is always computed: an unknown address takes as long as a wrong password.
    right = passwords.check(stored, command.password[: LONGEST_PASSWORD + 1])
    if account is None or not right:
        raise SignInRefused
    secret = ids.secret(32).hex()
    session = _session(secret, account, workspaces, clock)
    sessions.put(session)
    return Opened(secret, session)


def _session(secret: str, account: Account, workspaces: Workspaces, clock: Clock) -> SignedIn:
    workspace = workspaces.get(account.workspace_id)
    now = clock.now()
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
