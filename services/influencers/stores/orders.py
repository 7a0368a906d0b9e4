"""Orders as shops told them, in the collection `orders`: `_id` follows from the reference."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.influencers.domain.commission import Line, Order, Refund
from services.influencers.stores._traces import (
    code_of_traces,
    link_of_traces,
    traces_document,
    traces_of,
)
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Step, Things
from shared.money import Money

ORDERS = Declaration(
    "orders",
    indexes=(
        Index("program", ("workspace_id", "program_id", "created_at")),
        Index("code", ("workspace_id", "code_id", "sold_at")),
        Index("link", ("workspace_id", "link_key", "sold_at")),
        Index("due", ("due_at",)),
    ),
    personal={"traces.buyer_keys": Gone.REMOVED},
)


class OrderStore:
    """Where orders are kept."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(ORDERS)
        self._orders = Things(self.collection, order_of, order_document)

    def put(self, fresh: Order, step: Step[Order]) -> Order:
        """Change an order by `step`, beginning with `fresh` where there is none."""
        if self.find(fresh.workspace_id, fresh.id) is None:
            after, _ = step(fresh)
            try:
                self._orders.add(after)
                return after
            except Duplicate:
                pass  # Somebody told of it at the same instant.
        return self.change(fresh, step)

    def get(self, workspace: str, order: str) -> Order:
        """Return an order. Raises `NotFound`."""
        return self._orders.get(workspace, order)

    def find(self, workspace: str, order: str) -> Order | None:
        """Return an order, or None."""
        return self._orders.find(workspace, order)

    def page(
        self, workspace: str, program: str, *, after: str | None = None, limit: int = 50
    ) -> Page[Order]:
        """Return the orders of a program, the newest first."""
        order: dict[str, Any] = {"sort": ("created_at",), "descending": True}
        return self._orders.page(
            workspace, {"program_id": program}, after=after, limit=limit, **order
        )

    def uses(self, workspace: str, code: str, since: datetime, until: datetime) -> int:
        """Return how many orders named a code (by its id) from `since` to `until`."""
        within = {"$gte": since, "$lte": until}
        return self.collection.count(workspace, {"code_id": code, "sold_at": within})

    def brought(self, workspace: str, link: str, since: datetime, until: datetime) -> int:
        """Return how many orders named a link (by its key) from `since` to `until`."""
        within = {"$gte": since, "$lte": until}
        return self.collection.count(workspace, {"link_key": link, "sold_at": within})

    def change(self, order: Order, step: Step[Order]) -> Order:
        """Change an order as it now is by `step`; return it afterwards."""
        return self._orders.change(order.workspace_id, order.id, step)


def order_document(order: Order) -> Document:
    """Return the document of an order."""
    document = members_of(order)
    return document | {
        "_id": document.pop("id"),
        "lines": [{"id": each.id, "amount": each.amount.to_json()} for each in order.lines],
        "refunds": [members_of(each) | {"amount": each.amount.to_json()} for each in order.refunds],
        "traces": traces_document(order.traces),
        "link_key": link_of_traces(order.traces),
        "code_id": code_of_traces(order.workspace_id, order.traces),
    }


def order_of(document: Mapping[str, Any]) -> Order:
    """Return the order of a document."""
    lines = (Line(each["id"], Money.from_json(each["amount"])) for each in document["lines"])
    refunds = (
        Refund(**known_members(Refund, each) | {"amount": Money.from_json(each["amount"])})
        for each in document["refunds"]
    )
    own = {
        "id": document["_id"],
        "lines": tuple(lines),
        "refunds": tuple(refunds),
        "traces": traces_of(document["traces"]),
    }
    return Order(**known_members(Order, document) | own)
