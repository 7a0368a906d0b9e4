"""Work that several threads or processes do to one database at once."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from shared.documents import Collection, Index, open_database
from tests.shared.documents.samples import NOON, event

WRITERS = 8
Work = Callable[[Collection, int], Any]


def buy(collection: Collection, writer: int) -> int:
    """Try to buy 40 places; return how many were sold."""
    return sum(
        collection.change("acme", {"_id": "show", "left": {"$gte": 1}}, {"$inc": {"left": -1}})
        is not None
        for _ in range(40)
    )


def increment(collection: Collection, writer: int) -> int:
    """Raise a counter that may be absent 50 times."""
    return sum(
        collection.change("acme", {"_id": "sum"}, {"$inc": {"n": 1}}, upsert=True) is not None
        for _ in range(50)
    )


def claim(collection: Collection, writer: int) -> list[str]:
    """Claim due work until none is left; return its ids."""
    claimed = []
    while found := collection.claim_due(NOON, timedelta(hours=1)):
        claimed.append(found["_id"])
    return claimed


def apply_first(collection: Collection, writer: int) -> int:
    """Apply the first event of 20 sources, each guarded; return how many this writer applied."""
    return sum(
        collection.change(
            "acme",
            {"_id": f"fact-{number}", "seq": {"$exists": False}},
            {"$set": {"seq": 1}, "$inc": {"applied": 1}},
            [event(number)],
            upsert=True,
        )
        is not None
        for number in range(20)
    )


def declare(collection: Collection, writer: int) -> None:
    """Ensure the same indexes as everyone."""
    collection.ensure(
        [Index(f"by_{field}", ("workspace_id", field)) for field in "abcd"]
        + [Index("code", ("workspace_id", "code"), unique=True)]
    )


def in_threads(collection: Collection, work: Work, writers: int = WRITERS) -> list[Any]:
    """Return what each thread got."""
    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(lambda writer: work(collection, writer), range(writers)))


def in_processes(
    address: dict[str, str], name: str, work: Work, writers: int = WRITERS
) -> list[Any]:
    """Return what each writer got, an equal share of them in each of two processes."""
    context, share = multiprocessing.get_context("spawn"), writers // 2
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        jobs = [pool.submit(_work_alone, address, name, work, share) for _ in range(2)]
        return [each for job in jobs for each in job.result(timeout=120)]


def _work_alone(address: dict[str, str], name: str, work: Work, writers: int) -> list[Any]:
    database = open_database(**address)
    try:
        return in_threads(database.collection(name), work, writers)
    finally:
        database.close()
