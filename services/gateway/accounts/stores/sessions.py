"""The collection `sessions`; `_id` is the hash of the browser's secret."""

from datetime import datetime
from typing import Any

from services.gateway.accounts.domain.session import SignedIn
from services.gateway.accounts.stores.space import EXPIRY, SPACE
from shared.documents import Database, Declaration, Document, Gone

SESSIONS = Declaration("sessions", indexes=(EXPIRY,), personal={"email": Gone.REMOVED})


class SessionStore:
    """Who is signed in."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(SESSIONS)

    def get(self, id: str) -> SignedIn | None:  # noqa: A002 - the field's word
        """Return the session of this hash, expired or not."""
        found = self.collection.get(SPACE, id)
        return _session(found) if found else None

    def put(self, session: SignedIn) -> None:
        """Keep a session, in place of the one with the same id."""
        fields = {"$set": _fields(session)}
        self.collection.change(SPACE, {"_id": session.id}, fields, upsert=True)

    def end(self, id: str) -> None:  # noqa: A002
        """Forget a session."""
        self.collection.delete(SPACE, {"_id": id})

    def clean_up(self, now: datetime) -> int:
        """Forget what has expired; return how many."""
        return self.collection.delete(SPACE, {"expires_at": {"$lte": now}})


def _fields(session: SignedIn) -> dict[str, Any]:
    return {
        "account_id": session.account_id,
        "member_of": session.workspace_id,
        "workspace_name": session.workspace_name,
        "email": session.email,
        "role": session.role,
        "began_at": session.began_at,
        "expires_at": session.expires_at,
    }


def _session(found: Document) -> SignedIn:
    return SignedIn(
        id=found["_id"],
        account_id=found["account_id"],
        workspace_id=found["member_of"],
        workspace_name=found["workspace_name"],
        email=found["email"],
        role=found["role"],
        began_at=found["began_at"],
        expires_at=found["expires_at"],
    )
