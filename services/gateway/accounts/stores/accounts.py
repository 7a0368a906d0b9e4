"""The collection `accounts`: one for each address."""

from collections.abc import Collection, Sequence

from services.gateway.accounts.domain.account import Account
from services.gateway.accounts.stores.space import SPACE
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index
from shared.events import Event

ACCOUNTS = Declaration(
    "accounts",
    indexes=(Index("address", ("workspace_id", "email"), unique=True),),
    publishes=True,
    personal={"email": Gone.REPLACED, "password": Gone.REMOVED},
)

# What stands in place of an address that was erased begins so.
ERASED = "erased:"


class AccountStore:
    """Accounts by their canonical address."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ACCOUNTS)

    def by_email(self, email: str) -> Account | None:
        """Return the account of a canonical address, of any workspace."""
        found = self.collection.find(SPACE, {"email": email}, limit=1).items
        return _account(found[0]) if found else None

    def of_ids(self, ids: Collection[str]) -> list[Account]:
        """Return the accounts of these ids, of any workspace; an erased one is not there."""
        found = self.collection.find(SPACE, {"_id": {"$in": list(ids)}}, limit=len(ids) or 1)
        return [_account(each) for each in found.items if not each["email"].startswith(ERASED)]

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
            self.collection.insert(document, events)
        except Duplicate:
            return self.by_email(account.email) or account
        return account


def _account(found: Document) -> Account:
    return Account(
        id=found["_id"],
        workspace_id=found["member_of"],
        email=found["email"],
        password=found["password"],
        role=found["role"],
        opened_at=found["opened_at"],
    )
