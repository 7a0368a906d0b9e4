"""What both processes stand on: a database that answers, and the context over it."""

from dataclasses import dataclass

from services.influencers.adapters.payments import payments_of
from services.influencers.manifest import MANIFEST
from services.influencers.settings import InfluencersSettings
from services.influencers.stores import open_stores
from services.influencers.use_cases.context import Context, NoticeSecrets
from shared.clock import Clock, SystemClock
from shared.documents import Database
from shared.files import Files, open_blobs
from shared.ids import IdSource, RandomIds
from shared.opening import open_store
from shared.secrets import SecretWrapper

WRAPPING_KEY = "KERMESSE_INFLUENCERS_WRAPPING_KEY"


@dataclass(frozen=True)
class Foundation:
    """The database, every collection of it opened, and the context of use cases."""

    database: Database
    context: Context


def open_foundation(settings: InfluencersSettings) -> Foundation:
    """Open the service's database.

    Raises `SettingError` naming the address without an answer, or a wrapping key that is not the
    one this database was made with.
    """
    foundation = foundation_over(open_store(MANIFEST.name, settings), settings)
    context = foundation.context
    context.stores.key_checks.require(context.wrapper, WRAPPING_KEY)
    return foundation


def foundation_over(
    database: Database,
    settings: InfluencersSettings,
    clock: Clock | None = None,
    ids: IdSource | None = None,
) -> Foundation:
    """Join stores and keys over a database."""
    clock, ids, stores = clock or SystemClock(), ids or RandomIds(), open_stores(database)
    blobs = open_blobs(
        MANIFEST.name,
        mongo_url=settings.mongo_url,
        data_dir=settings.data_dir,
        prefix=settings.mongo_prefix,
    )
    paid_through, payments = payments_of(settings)
    context = Context(
        clock=clock,
        ids=ids,
        stores=stores,
        files=Files(stores.files, blobs, clock, ids),
        wrapper=SecretWrapper(settings.wrapping_key),
        payments=payments,
        paid_through=paid_through,
        notice_secrets=NoticeSecrets(
            settings.platform_notice_secret, settings.connect_notice_secret
        ),
        home=settings.public_url,
    )
    return Foundation(database, context)
