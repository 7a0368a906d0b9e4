"""Ten processes that write to one SQLite file, 600 entries a second in all.

Each write has its own instant, drawn before (Poisson's arrivals): one that is late counts from
there, and the next one does not wait for it to be asked. Each is an entry with its event.
"""

import multiprocessing
import random
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from typing import Any

from bench.measure import Delay, Effort, delay
from bench.sample import document, event
from bench.servers import Servers
from services.contests.stores.entries import ENTRIES
from shared.documents import open_database

PROCESSES = 10
RATE = 600.0
SECONDS = 2.0
TARGET_MS = 10.0
LATER = 0.3
# A machine that does not keep up is given this many times as long, then counts as late.
MOST_ROUNDS = 3
FILLING = 1000
Taken = list[tuple[float, float]]


def run(effort: Effort, _servers: Servers, processes: int = PROCESSES) -> Iterator[Delay]:
    """Yield how long a write took from its instant, and how long the call alone took."""
    rounds = [[pair for part in taken for pair in part] for taken in _rounds(effort, processes)]
    what = f"{processes} processes, {RATE:.0f} writes/s"
    yield delay(what, [[whole for whole, _ in each] for each in rounds], TARGET_MS)
    yield delay(f"{what}: the call alone", [[call for _, call in each] for each in rounds])


def _rounds(effort: Effort, processes: int) -> list[list[Taken]]:
    """Return what each process took in each round."""
    spawn = multiprocessing.get_context("spawn")
    barrier, answers = spawn.Barrier(processes), spawn.SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        seconds = max(SECONDS * effort.share, 0.2)
        writers = [
            spawn.Process(target=_write, args=(folder, n, effort.runs, seconds, barrier, answers))
            for n in range(processes)
        ]
        for writer in writers:
            writer.start()
        parts = [answers.get() for _ in writers]
        for writer in writers:
            writer.join()
    return [list(parts_of_round) for parts_of_round in zip(*parts, strict=True)]


def _prepare(folder: str) -> None:
    """Fill the log of the file once: as long as it grows, each commit waits for the disk twice."""
    database = open_database("contention", data_dir=folder)
    entries = database.collection("entries")
    entries.ensure(ENTRIES.indexes)
    entries.insert_many(document(10**9 + number) for number in range(FILLING))
    database.close()


def _write(
    folder: str, number: int, runs: int, seconds: float, barrier: Barrier, answers: Any
) -> None:
    """Write at each of the instants of this process; answer (since its instant, call) of each."""
    entries = open_database("contention", data_dir=folder).collection("entries")
    entries.ensure(ENTRIES.indexes)
    chance = random.Random(number)
    first = number * 10**6
    rate = RATE / barrier.parties
    plans = [_instants(chance, rate, seconds) for _ in range(runs + 1)]
    made = iter([(document(first + n), event(first + n)) for n in range(sum(map(len, plans)))])
    taken: list[Taken] = []
    for plan in plans:
        barrier.wait()
        begin, round_ = time.perf_counter() + LATER, []
        for instant in plan:
            one, told = next(made)
            time.sleep(max(begin + instant - time.perf_counter(), 0))
            asked = time.perf_counter()
            if asked < begin + MOST_ROUNDS * seconds:
                entries.insert(one, [told])
            done = time.perf_counter()
            round_.append((done - begin - instant, done - asked))
        taken.append(round_)
    answers.put(taken[1:])


def _instants(chance: random.Random, rate: float, seconds: float) -> list[float]:
    instants, at = [], 0.0
    while (at := at + chance.expovariate(rate)) < seconds:
        instants.append(at)
    return instants or [0.0]
