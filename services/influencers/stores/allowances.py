"""What of caps and budgets is used, in the collection `allowances`."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.allowance import Allowance, Reserved
from shared.documents import Database, Declaration, Document, Duplicate
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things

ALLOWANCES = Declaration("allowances")


class AllowanceStore:
    """Where allowances are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ALLOWANCES)
        self._allowances = Things(self.collection, allowance_of, allowance_document)

    def add(self, allowance: Allowance) -> Allowance:
        """Store an allowance; return the one that stands where there is one already."""
        found = self._allowances.find(allowance.workspace_id, allowance.id)
        if found is not None:
            return found
        with suppress(Duplicate):
            self._allowances.add(allowance)
        return self._allowances.get(allowance.workspace_id, allowance.id)

    def change(self, allowance: Allowance, step: Step[Allowance]) -> Allowance:
        """Change an allowance as it now is by `step`; return it afterwards."""
        return self._allowances.change(allowance.workspace_id, allowance.id, step)


def allowance_document(allowance: Allowance) -> Document:
    """Return the document of an allowance."""
    document = members_of(allowance)
    reserved = [members_of(each) for each in allowance.reserved]
    return document | {"_id": document.pop("id"), "reserved": reserved}


def allowance_of(document: Mapping[str, Any]) -> Allowance:
    """Return the allowance of a document."""
    reserved = tuple(Reserved(**known_members(Reserved, each)) for each in document["reserved"])
    own = {"id": document["_id"], "reserved": reserved}
    return Allowance(**known_members(Allowance, document) | own)
