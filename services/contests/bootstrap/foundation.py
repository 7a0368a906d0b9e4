"""What both processes stand on: a database that answers, and the context over it."""

from dataclasses import dataclass
from datetime import timedelta

from services.contests.adapters.postcodes import wrong_postcode
from services.contests.adapters.signatures import ReceiptSigner
from services.contests.domain.beacon import CHAINS_BY_NAME
from services.contests.manifest import MANIFEST
from services.contests.settings import ContestsSettings
from services.contests.stores import open_stores
from services.contests.use_cases.contest.large_counts import LargeCounts
from services.contests.use_cases.context import Context, Policy
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.files import Blobs, Files, open_blobs
from shared.ids import IdSource, RandomIds
from shared.opening import open_store
from shared.secrets import SecretWrapper

WRAPPING_KEY = "KERMESSE_CONTESTS_WRAPPING_KEY"


@dataclass(frozen=True)
class Foundation:
    """The database, every collection of it opened, and the context of requests."""

    database: Database
    context: Context


def open_foundation(settings: ContestsSettings) -> Foundation:
    """Open the service's database.

    Raises `SettingError` naming the address without an answer, or a wrapping key that is not the
    one this database was made with: entries and draws would fail one by one.
    """
    foundation = foundation_over(open_store(MANIFEST.name, settings), settings)
    context = foundation.context
    context.stores.key_checks.require(context.wrapper, WRAPPING_KEY)
    return foundation


def foundation_over(
    database: Database,
    settings: ContestsSettings,
    clock: Clock | None = None,
    ids: IdSource | None = None,
) -> Foundation:
    """Join stores and keys over a database."""
    clock, ids, stores = clock or SystemClock(), ids or RandomIds(), open_stores(database)
    context = Context(
        clock=clock,
        ids=ids,
        stores=stores,
        files=Files(stores.files, files_of(settings), clock, ids),
        wrapper=SecretWrapper(settings.wrapping_key),
        signers=ReceiptSigner,
        postcodes=wrong_postcode,
        policy=policy_of(settings),
        large_counts=LargeCounts(clock),
    )
    return Foundation(database, context)


def files_of(settings: ContestsSettings) -> Blobs:
    """Return the place of files; nothing is made or asked there before the first one."""
    return open_blobs(
        MANIFEST.name,
        mongo_url=settings.mongo_url,
        data_dir=settings.data_dir,
        prefix=settings.mongo_prefix,
    )


def policy_of(settings: ContestsSettings) -> Policy:
    """Return what the operator decided."""
    return Policy(
        seal_lead=timedelta(seconds=settings.seal_lead),
        shortest_window=timedelta(seconds=settings.shortest_window),
        chain=CHAINS_BY_NAME[settings.beacon_chain].hash,
        seal_mails=settings.seal_mails,
    )
