"""Mails about a contest to whoever entered by an entry, in the collection `mails`."""

from shared.documents import Database
from shared.post import Mails, Naming, mails_declaration

NAMING = Naming(subject="contest_id", recipient="entry_id")
MAILS = mails_declaration(NAMING)


class MailStore(Mails):
    """None holds an address: it is read from the entry at the sending."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, MAILS, NAMING)
