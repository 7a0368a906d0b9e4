"""Accounts of partners, in the collection `accounts`: one for each partner, erased with them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from services.influencers.domain.account import Account, account_id
from services.influencers.domain.payout import PayoutMethod
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

ACCOUNTS = Declaration(
    "accounts",
    indexes=(Index("bank", ("workspace_id", "iban_mark")),),
    publishes=True,
    personal={
        "legal_name": Gone.REMOVED,
        "iban": Gone.REMOVED,
        "iban_end": Gone.REMOVED,
        "iban_mark": Gone.REMOVED,
        "provider_id": Gone.REMOVED,
    },
)


class AccountStore:
    """Where accounts are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ACCOUNTS)
        self._accounts = Things(self.collection, account_of, account_document)

    def find(self, workspace: str, partner: str) -> Account | None:
        """Return the account of a partner, or None."""
        return self._accounts.find(workspace, account_id(workspace, partner))

    def several(self, workspace: str, partners: Sequence[str]) -> dict[str, Account]:
        """Return the accounts of these partners by the partner's id, at most 200 of them."""
        ids = [account_id(workspace, each) for each in partners]
        found = self._accounts.page(workspace, {"_id": {"$in": ids}}, limit=200) if ids else None
        return {each.partner_id: each for each in found.items} if found else {}

    def sharing(self, account: Account) -> list[str]:
        """Return other partners with the same account at a bank, at most 20."""
        if not account.iban_mark:
            return []
        where = {"iban_mark": account.iban_mark}
        found = self._accounts.page(account.workspace_id, where, limit=21).items
        return [each.partner_id for each in found if each.id != account.id][:20]

    def change(self, fresh: Account, step: Step[Account]) -> Account:
        """Change an account as it now is by `step`, `fresh` where there is none yet."""
        if self._accounts.find(fresh.workspace_id, fresh.id) is None:
            with suppress(Duplicate):
                self._accounts.add(fresh)
        return self._accounts.change(fresh.workspace_id, fresh.id, step)


def account_document(account: Account) -> Document:
    """Return the document of an account."""
    document = members_of(account)
    method = {"method": account.method.value} if account.method else {}
    return document | {"_id": document.pop("id"), **method}


def account_of(document: Mapping[str, Any]) -> Account:
    """Return the account of a document."""
    known = known_members(Account, document) | {"id": document["_id"]}
    if "method" in known:
        known["method"] = PayoutMethod(known["method"])
    return Account(**known)
