"""The collections of contests: one file and one class each, opened together."""

from dataclasses import dataclass

from services.contests.stores.audit import AuditStore
from services.contests.stores.contests import ContestStore
from services.contests.stores.draws import DrawStore
from services.contests.stores.entries import EntryStore
from services.contests.stores.exports import ExportStore
from services.contests.stores.files import FileStore
from services.contests.stores.key_checks import KeyCheckStore
from services.contests.stores.letters import LetterStore
from services.contests.stores.list_chunks import ListChunkStore
from services.contests.stores.mailings import MailingStore
from services.contests.stores.mails import MailStore
from services.contests.stores.newsletter_consents import NewsletterConsentStore
from services.contests.stores.newsletter_suppressions import NewsletterSuppressionStore
from services.contests.stores.outages import OutageStore
from services.contests.stores.outcomes import OutcomeStore
from services.contests.stores.pasted_beacons import PastedBeaconStore
from services.contests.stores.refusals import RefusalStore
from services.contests.stores.winners import WinnerStore
from services.contests.stores.workspace_keys import WorkspaceKeyStore
from shared.documents import Database


@dataclass(frozen=True)
class Stores:
    """Every collection of the service, declared and indexed."""

    contests: ContestStore
    entries: EntryStore
    refusals: RefusalStore
    list_chunks: ListChunkStore
    draws: DrawStore
    winners: WinnerStore
    outcomes: OutcomeStore
    mails: MailStore
    mailings: MailingStore
    outages: OutageStore
    pasted_beacons: PastedBeaconStore
    key_checks: KeyCheckStore
    audit: AuditStore
    newsletter_consents: NewsletterConsentStore
    newsletter_suppressions: NewsletterSuppressionStore
    workspace_keys: WorkspaceKeyStore
    exports: ExportStore
    letters: LetterStore
    files: FileStore


def open_stores(database: Database) -> Stores:
    """Open every collection of `database`."""
    return Stores(
        contests=ContestStore(database),
        entries=EntryStore(database),
        refusals=RefusalStore(database),
        list_chunks=ListChunkStore(database),
        draws=DrawStore(database),
        winners=WinnerStore(database),
        outcomes=OutcomeStore(database),
        mails=MailStore(database),
        mailings=MailingStore(database),
        outages=OutageStore(database),
        pasted_beacons=PastedBeaconStore(database),
        key_checks=KeyCheckStore(database),
        audit=AuditStore(database),
        newsletter_consents=NewsletterConsentStore(database),
        newsletter_suppressions=NewsletterSuppressionStore(database),
        workspace_keys=WorkspaceKeyStore(database),
        exports=ExportStore(database),
        letters=LetterStore(database),
        files=FileStore(database),
    )
