"""The database and what stands directly on it, for both processes."""

from dataclasses import dataclass
from datetime import timedelta

from services.contests.adapters.repositories.audit import AuditRepository
from services.contests.adapters.repositories.contests import ContestRepository
from services.contests.adapters.repositories.draws import DrawRepository
from services.contests.adapters.repositories.entries import EntryRepository
from services.contests.adapters.repositories.key_checks import KeyCheckRepository
from services.contests.adapters.repositories.list_chunks import ListChunkRepository
from services.contests.adapters.repositories.listed_entries import ListedEntryRepository
from services.contests.adapters.repositories.mailings import MailingRepository
from services.contests.adapters.repositories.mails import MailRepository
from services.contests.adapters.repositories.outages import OutageRepository
from services.contests.adapters.repositories.outcomes import OutcomeRepository
from services.contests.adapters.repositories.pasted_beacons import PastedBeaconRepository
from services.contests.adapters.repositories.refusals import RefusalRepository
from services.contests.adapters.repositories.sealed_lists import SealedListRepository
from services.contests.adapters.repositories.winners import WinnerRepository
from services.contests.adapters.signatures import ReceiptSigner, SecretWrapper
from services.contests.domain.beacon import CHAINS_BY_NAME
from services.contests.settings import ContestsSettings
from services.contests.use_cases.context import Policy
from services.contests.use_cases.draw_context import DrawContext, DrawRecords
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.ids import IdSource, RandomIds
from shared.opening import open_store
from shared.settings import SettingError

SERVICE = "contests"


@dataclass(frozen=True)
class Stores:
    """A database that answers, with its indexes, and the context over it."""

    database: Database
    context: DrawContext


def open_stores(settings: ContestsSettings) -> Stores:
    """Open the service's database.

    Raises `SettingError` naming the address without an answer, or a wrapping key that is not the
    one this database was made with: entries and draws would fail one by one.
    """
    stores = build_stores(open_store(SERVICE, settings), settings)
    if not KeyCheckRepository(stores.database).holds(SecretWrapper(settings.wrapping_key)):
        name = "KERMESSE_CONTESTS_WRAPPING_KEY"
        raise SettingError((f"{name}: this is not the key that the database was made with.",))
    return stores


def build_stores(
    database: Database,
    settings: ContestsSettings,
    clock: Clock | None = None,
    ids: IdSource | None = None,
) -> Stores:
    """Join repositories and keys over a database, creating the indexes that are absent."""
    contests, entries = ContestRepository(database), EntryRepository(database)
    refusals, lists = RefusalRepository(database), SealedListRepository(database)
    for repository in (contests, entries, refusals, lists):
        repository.ensure()
    context = DrawContext(
        clock=clock or SystemClock(),
        ids=ids or RandomIds(),
        contests=contests,
        entries=entries,
        refusals=refusals,
        lists=lists,
        wrapper=SecretWrapper(settings.wrapping_key),
        signers=ReceiptSigner,
        policy=policy_of(settings),
        records=_records(database),
    )
    return Stores(database, context)


def policy_of(settings: ContestsSettings) -> Policy:
    """Return what the operator decided."""
    return Policy(
        seal_lead=timedelta(seconds=settings.seal_lead),
        shortest_window=timedelta(seconds=settings.shortest_window),
        chain=CHAINS_BY_NAME[settings.beacon_chain].hash,
    )


def _records(database: Database) -> DrawRecords:
    winners, mails, mailings, outages, audit = (
        WinnerRepository(database),
        MailRepository(database),
        MailingRepository(database),
        OutageRepository(database),
        AuditRepository(database),
    )
    for repository in (winners, mails, mailings, outages, audit):
        repository.ensure()
    return DrawRecords(
        listed=ListedEntryRepository(database),
        chunks=ListChunkRepository(database),
        draws=DrawRepository(database),
        winners=winners,
        outcomes=OutcomeRepository(database),
        mails=mails,
        mailings=mailings,
        outages=outages,
        pasted=PastedBeaconRepository(database),
        audit=audit,
    )
