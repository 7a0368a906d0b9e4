"""Sign out."""

from dataclasses import dataclass

from services.gateway.accounts.use_cases.ports import Sessions


@dataclass(frozen=True)
class SignOut:
    """The hash of the browser's id; "" where there is none."""

    session_id: str


def sign_out_of(command: SignOut, sessions: Sessions) -> None:
    """End the session on the server; a repeat changes nothing."""
    if command.session_id:
        sessions.end(command.session_id)
