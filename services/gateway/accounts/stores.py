"""Accounts, workspaces, sessions and kept forms over `shared.documents`.

They are looked up before a workspace is known, so all of them live in one space of their own;
`member_of` says to which workspace an account or a session belongs.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.gateway.accounts.domain.account import Account
from services.gateway.accounts.domain.session import SignedIn
from services.gateway.accounts.domain.workspace import Workspace
from services.gateway.accounts.use_cases.ports import KeptForm
from shared.documents import Collection, Database, Document, Duplicate, Index
from shared.events import Event

SPACE = "gateway"
EXPIRY = Index("expiry", ("workspace_id", "expires_at"))


class StoredWorkspaces:
    """The collection `workspaces`: `_id` is the readable id."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection("workspaces")

    def ensure(self) -> None:
        """Create the indexes."""
        self._documents.ensure([])

    def get(self, workspace_id: str) -> Workspace | None:
        """Return the workspace or None."""
        found = self._documents.get(SPACE, workspace_id)
        return Workspace(found["_id"], found["name"]) if found else None

    def add(self, workspace: Workspace) -> None:
        """Keep a workspace; one that exists stays as it is."""
        try:
            self._documents.insert(
                {"_id": workspace.id, "workspace_id": SPACE, "name": workspace.name}
            )
        except Duplicate:
            return


class StoredAccounts:
    """The collection `accounts`: one for each address."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection("accounts")

    @property
    def documents(self) -> Collection:
        """The collection, for the relay of its events."""
        return self._documents

    def ensure(self) -> None:
        """Create the indexes."""
        self._documents.ensure([Index("address", ("workspace_id", "email"), unique=True)])

    def by_email(self, email: str) -> Account | None:
        """Return the account of a canonical address, of any workspace."""
        found = self._documents.find(SPACE, {"email": email}, limit=1).items
        return _account(found[0]) if found else None

    def add(self, account: Account, events: Sequence[Event]) -> Account:
        """Keep an account with its events; return the one that already had this address."""
        document = {
            "_id": account.id,
            "workspace_id": SPACE,
            "member_of": account.workspace_id,
            "email": account.email,
            "password": account.password,
            "role": account.role,
            "opened_at": account.opened_at,
        }
        try:
            self._documents.insert(document, events)
        except Duplicate:
            return self.by_email(account.email) or account
        return account


class StoredSessions:
    """The collections `sessions` and `kept_forms`; `_id` is the hash of the browser's secret."""

    def __init__(self, database: Database) -> None:
        self._sessions = database.collection("sessions")
        self._forms = database.collection("kept_forms")

    def ensure(self) -> None:
        """Create the indexes."""
        self._sessions.ensure([EXPIRY])
        self._forms.ensure([EXPIRY])

    def get(self, id: str) -> SignedIn | None:  # noqa: A002 - the field's word
        """Return the session of this hash, expired or not."""
        found = self._sessions.get(SPACE, id)
        return _session(found) if found else None

    def put(self, session: SignedIn) -> None:
        """Keep a session, in place of the one with the same id."""
        _put(self._sessions, session.id, _session_fields(session))

    def end(self, id: str) -> None:  # noqa: A002
        """Forget a session."""
        self._sessions.delete(SPACE, {"_id": id})

    def keep_form(self, form: KeptForm) -> None:
        """Keep a form."""
        fields = {
            "path": form.path,
            "account_id": form.account_id,
            "fields": [list(pair) for pair in form.fields],
            "expires_at": form.expires_at,
        }
        _put(self._forms, form.id, fields)

    def take_form(self, id: str) -> KeptForm | None:  # noqa: A002
        """Return a kept form once: whoever deletes it has it."""
        found = self._forms.get(SPACE, id)
        if found is None or not self._forms.delete(SPACE, {"_id": id}):
            return None
        pairs = tuple((pair[0], pair[1]) for pair in found["fields"])
        return KeptForm(id, found["path"], found["account_id"], pairs, found["expires_at"])

    def clean_up(self, now: datetime) -> int:
        """Forget what has expired; return how many."""
        old = {"expires_at": {"$lte": now}}
        return self._sessions.delete(SPACE, old) + self._forms.delete(SPACE, old)


def _put(documents: Collection, id: str, fields: dict[str, Any]) -> None:  # noqa: A002
    documents.change(SPACE, {"_id": id}, {"$set": fields}, upsert=True)


def _account(found: Document) -> Account:
    return Account(
        id=found["_id"],
        workspace_id=found["member_of"],
        email=found["email"],
        password=found["password"],
        role=found["role"],
        opened_at=found["opened_at"],
    )


def _session_fields(session: SignedIn) -> dict[str, Any]:
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
