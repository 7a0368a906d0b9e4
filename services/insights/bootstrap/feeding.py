"""What feeds one generation of the read model: a consumer of its group, a timer of its tallies."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from services.insights.adapters.repositories import StoredReadModel
from services.insights.adapters.repositories.tallies import planned_at
from services.insights.bootstrap.stores import Stores
from services.insights.domain.generation import group_of
from services.insights.entrypoints.subscriptions import TOPICS, handlers
from services.insights.settings import InsightsSettings
from services.insights.use_cases.record_contest import record_contest
from services.insights.use_cases.record_entries import COUNT_AFTER, record_entries
from services.insights.use_cases.tally_bucket import TallyBucket, tally_bucket
from shared.bus import Bus, Topic
from shared.consumer import Consumer
from shared.documents import Document
from shared.metrics import Metrics
from shared.opening import open_broker
from shared.timers import Timer

DEAD_LETTERS = "insights.dead-letters"
LEASE = timedelta(seconds=20)
MONTH_MS = 30 * 24 * 3600 * 1000


@dataclass(frozen=True)
class Feed:
    """The two halves that fill generation `number`."""

    number: int
    consumer: Consumer
    timer: Timer


def open_topics(settings: InsightsSettings) -> Bus:
    """Return the bus with its topics; raise `SettingError` naming what does not answer."""
    dead_letters = Topic(DEAD_LETTERS, partitions=1, retention_ms=MONTH_MS)
    return open_broker(settings, [*(Topic(name) for name in TOPICS), dead_letters])


def feed_of(
    stores: Stores,
    bus: Bus,
    metrics: Metrics,
    model: StoredReadModel,
    *,
    batch: int = 100,
    dead_letter_limit: int = 50,
    count_after: timedelta = COUNT_AFTER,
) -> Feed:
    """Return what fills `model`; it joins its group at the first batch.

    `dead_letter_limit` is how many messages may be set aside within a minute, `count_after` how
    long a bucket waits for more events before it is counted.
    """
    entries = partial(
        record_entries,
        facts=model.facts,
        tallies=model.tallies,
        sources=stores.sources,
        workspaces=stores.workspaces,
        clock=stores.clock,
        count_after=count_after,
    )
    contest = partial(record_contest, contests=model.contests, workspaces=stores.workspaces)
    consumer = Consumer(
        bus,
        group_of(model.number),
        TOPICS,
        handlers(entries, contest),
        DEAD_LETTERS,
        clock=stores.clock,
        metrics=metrics,
        batch=batch,
        dead_letter_limit=dead_letter_limit,
    )
    return Feed(model.number, consumer, _timer(stores, metrics, model))


def _timer(stores: Stores, metrics: Metrics, model: StoredReadModel) -> Timer:
    def tally(document: Document) -> None:
        tally_bucket(TallyBucket(document), model.facts, model.tallies)

    return Timer(
        model.tallies.collection,
        tally,
        clock=stores.clock,
        lease=LEASE,
        metrics=metrics,
        planned=planned_at,
    )
