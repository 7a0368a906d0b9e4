"""Mails to partners, in the collection `mails`."""

from shared.documents import Database
from shared.post import Mails, Naming, mails_declaration

# What one is about: the link by which a partner signs in.
NAMING = Naming(subject="about_id", recipient="partner_id")
MAILS = mails_declaration(NAMING)


class MailStore(Mails):
    """None holds an address: it is read from the partner at the sending."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, MAILS, NAMING)
