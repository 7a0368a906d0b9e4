"""Draws by several threads of several processes at one instant."""

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

from services.contests.use_cases.draw.make import draw_contest
from services.contests.use_cases.draw.read_papers import read_certificate
from shared.documents import open_database
from shared.errors import StaleVersion
from tests.contests.world import DRAWS, WORKSPACE, World, world_over

PROCESSES, THREADS = 4, 5
_gate: list[Any] = []


def draw_at_once(address: Mapping[str, str], contest: str) -> list[bytes]:
    """Return the certificate that each of 20 saw after its draw."""
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(PROCESSES * THREADS)
    with ProcessPoolExecutor(
        PROCESSES, mp_context=context, initializer=_keep, initargs=(gate,)
    ) as pool:
        jobs = [pool.submit(_draw_in_threads, dict(address), contest) for _ in range(PROCESSES)]
        return [seen for job in jobs for seen in job.result(timeout=120)]


def _keep(gate: Any) -> None:
    _gate.append(gate)


def _draw_in_threads(address: dict[str, str], contest: str) -> list[bytes]:
    database = open_database(**address)
    try:
        world = world_over(database, DRAWS)
        with ThreadPoolExecutor(THREADS) as pool:
            jobs = [pool.submit(_draw, world, contest, _gate[0]) for _ in range(THREADS)]
            return [job.result(timeout=100) for job in jobs]
    finally:
        database.close()


def _draw(world: World, contest: str, gate: Barrier) -> bytes:
    sealed = world.context.stores.contests.get(WORKSPACE, contest)
    gate.wait(90)
    with suppress(StaleVersion):
        draw_contest(world.context, sealed)
    return b"".join(read_certificate(world.context, workspace=WORKSPACE, contest=contest))
