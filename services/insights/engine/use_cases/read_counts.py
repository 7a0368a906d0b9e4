"""Read the counts of a thing: settled tallies, live counts of open buckets."""

from services.insights.engine.domain.bucket import BucketCount
from services.insights.engine.stores.counts import Counts


def read_counts(*, workspace_id: str, about: str, counts: Counts) -> list[BucketCount]:
    """Return what each bucket of a thing counts.

    Open buckets are asked for before the tallies are read: a bucket that is settled in between
    is then counted live, which is the same count.
    """
    open_buckets = counts.facts.open_buckets(workspace_id, about)
    counted = counts.tallies.counts_of(workspace_id, about)
    for bucket in open_buckets:
        counted[bucket] = BucketCount(bucket, counts.facts.count(workspace_id, bucket))
    return list(counted.values())
