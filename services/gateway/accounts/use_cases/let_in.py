"""Let somebody in whose proof was accepted: a member of the staff, or a partner."""

from dataclasses import dataclass

from services.gateway.accounts.domain.session import IDLE, SignedIn, hash_of
from services.gateway.accounts.use_cases.context import Context


@dataclass(frozen=True)
class Opened:
    """A session that began; `secret` is for the browser alone."""

    secret: str
    session: SignedIn


def let_in(
    context: Context, *, subject: str, workspace_id: str, role: str, email: str = ""
) -> Opened:
    """Begin a session. `subject` is an account's id or a partner's, `email` an account's alone."""
    secret, now = context.ids.secret(32).hex(), context.clock.now()
    workspace = context.stores.workspaces.get(workspace_id)
    session = SignedIn(
        id=hash_of(secret),
        account_id=subject,
        workspace_id=workspace_id,
        workspace_name=workspace.name if workspace else workspace_id,
        email=email,
        role=role,
        began_at=now,
        expires_at=now + IDLE,
    )
    context.stores.sessions.put(session)
    return Opened(secret, session)
