"""Who wants no newsletter any more, in the collection `newsletter_suppressions`.

What is left of a withdrawn consent: a keyed hash of the address, and since when. Whatever brings
consents in asks here first.
"""

from collections.abc import Sequence
from datetime import datetime

from shared.documents import Database, Declaration
from shared.ids import derived_id

NEWSLETTER_SUPPRESSIONS = Declaration("newsletter_suppressions")


class NewsletterSuppressionStore:
    """Withdrawals, by the keyed hash of the address (`address_key` of a consent)."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(NEWSLETTER_SUPPRESSIONS)

    def add(self, workspace: str, address_key: str, at: datetime) -> None:
        """Note that a person withdrew at `at`; the last time counts."""
        where = {"_id": _id(workspace, address_key)}
        self.collection.change(workspace, where, {"$max": {"withdrawn_at": at}}, upsert=True)

    def holds(self, workspace: str, address_key: str, confirmed_at: datetime) -> bool:
        """Return whether a consent confirmed at this instant was withdrawn since."""
        since = self.since(workspace, address_key)
        return since is not None and confirmed_at <= since

    def since(self, workspace: str, address_key: str) -> datetime | None:
        """Return when a person withdrew last; None: never."""
        found = self.collection.get(workspace, _id(workspace, address_key))
        withdrawn_at: datetime | None = found["withdrawn_at"] if found else None
        return withdrawn_at

    def among(self, workspace: str, address_keys: Sequence[str]) -> dict[str, datetime]:
        """Return who of these persons withdrew, and when last."""
        ids = {_id(workspace, key): key for key in address_keys}
        where = {"_id": {"$in": list(ids)}}
        found = self.collection.find(workspace, where, limit=max(len(ids), 1))
        return {ids[each["_id"]]: each["withdrawn_at"] for each in found.items}


def _id(workspace: str, address_key: str) -> str:
    return derived_id("suppression", workspace, address_key)
