"""Mailings to many partners, in the collection `mailings`: `_id` is the event's."""

from services.influencers.stores.mails import NAMING
from shared.documents import Database
from shared.post import MAILINGS, Mailings

__all__ = ["MAILINGS", "MailingStore"]


class MailingStore(Mailings):
    """Mailings of influencers."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, NAMING)
