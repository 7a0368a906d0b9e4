"""What shops and scripts sent, in the collection `deliveries`: the answers, never the addresses."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from services.influencers.domain.delivery import Answer, Delivery
from shared.documents import Database, Declaration, Document, Duplicate, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.errors import FieldError

DELIVERIES = Declaration(
    "deliveries",
    indexes=(
        Index("program", ("workspace_id", "program_id", "received_at")),
        Index("due", ("due_at",)),
    ),
)


class DeliveryStore:
    """Where deliveries are kept for a month."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(DELIVERIES)
        self._deliveries = Things(self.collection, delivery_of, delivery_document)

    def add(self, delivery: Delivery) -> Delivery:
        """Store a delivery; return the one that came under the same key before."""
        with suppress(Duplicate):
            self._deliveries.add(delivery)
        return self._deliveries.get(delivery.workspace_id, delivery.id)

    def page(
        self, workspace: str, program: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Delivery]:
        """Return the deliveries of a program, the newest first."""
        order: dict[str, Any] = {"sort": ("received_at",), "descending": True}
        where = {"program_id": program}
        return self._deliveries.page(workspace, where, after=after, limit=limit, **order)

    def change(self, delivery: Delivery, step: Step[Delivery]) -> Delivery:
        """Change a delivery as it now is by `step`; return it afterwards."""
        return self._deliveries.change(delivery.workspace_id, delivery.id, step)

    def remove(self, workspace: str, delivery: str) -> None:
        """Remove a delivery whose time is over."""
        self.collection.delete(workspace, {"_id": delivery})


def delivery_document(delivery: Delivery) -> Document:
    """Return the document of a delivery."""
    document = members_of(delivery)
    document["_id"] = document.pop("id")
    if delivery.answers is not None:
        document["answers"] = [
            members_of(each) | {"errors": [members_of(error) for error in each.errors]}
            for each in delivery.answers
        ]
    return document


def delivery_of(document: Mapping[str, Any]) -> Delivery:
    """Return the delivery of a document."""
    own: dict[str, Any] = {"id": document["_id"]}
    if "answers" in document:
        own["answers"] = tuple(_answer(each) for each in document["answers"])
    return Delivery(**known_members(Delivery, document) | own)


def _answer(document: Mapping[str, Any]) -> Answer:
    errors = tuple(FieldError(e["field"], e["code"], e["params"]) for e in document["errors"])
    return Answer(**known_members(Answer, document) | {"errors": errors})
