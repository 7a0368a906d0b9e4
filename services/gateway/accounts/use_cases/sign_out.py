"""Sign out."""

from services.gateway.accounts.stores.sessions import SessionStore


def sign_out(sessions: SessionStore, *, session_id: str) -> None:
    """End the session of this hash on the server ("" is none); a repeat changes nothing."""
    if session_id:
        sessions.end(session_id)
