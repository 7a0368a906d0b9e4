"""The accounts that teams pay from, in the collection `payers`: `_id` is the workspace's."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.account import Payer
from shared.documents import Database, Declaration, Document, Duplicate
from shared.documents.members import known_members, members_of
from shared.documents.things import Things
from shared.events import Event

PAYERS = Declaration("payers", publishes=True)


class PayerStore:
    """Where they are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(PAYERS)
        self._payers = Things(self.collection, payer_of, payer_document)

    def find(self, workspace: str) -> Payer | None:
        """Return the account that a team pays from, or None."""
        return self._payers.find(workspace, workspace)

    def put(self, payer: Payer, event: Event) -> Payer:
        """Store it in place of the one before, with what the audit is told."""
        with suppress(Duplicate):
            self._payers.add(payer, (event,))
            return payer
        return self._payers.change(payer.workspace_id, payer.id, lambda _: (payer, (event,)))


def payer_document(payer: Payer) -> Document:
    """Return the document of a payer."""
    document = members_of(payer)
    return document | {"_id": document.pop("id")}


def payer_of(document: Mapping[str, Any]) -> Payer:
    """Return the payer of a document."""
    return Payer(**known_members(Payer, document) | {"id": document["_id"]})
