"""Mailings to everyone in a contest, in the collection `mailings`: `_id` is the event's."""

from services.contests.stores.mails import NAMING
from shared.documents import Database
from shared.post import MAILINGS, Mailings

__all__ = ["MAILINGS", "MailingStore"]


class MailingStore(Mailings):
    """Mailings of contests."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, NAMING)
