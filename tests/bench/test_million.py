"""The bench of a million people, with 20,000: through the product, from open to certificate."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bench.million import measured
from bench.million.running import ROOT
from bench.million.seeding import SLUG, seed_entries
from bench.million.stage import DAY, WORKSPACE, Stage, stage_in
from bench.million.steps import CERTIFICATE, SEALED
from services.contests.domain.contest.chunk import ListChunk

pytestmark = pytest.mark.processes

PEOPLE = 20_000
PATIENCE = 120


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an open contest and its entries; tests work on copies."""
    folder = tmp_path_factory.mktemp("seeded")
    stage = stage_in(folder)
    seed_entries(stage, PEOPLE)
    stage.opened("meanwhile", lasts=365 * DAY)
    stage.database.close()
    return folder


def test_a_worker_killed_while_it_seals_costs_nothing(seeded: Path, tmp_path: Path) -> None:
    undisturbed, killed = (tmp_path / name for name in ("undisturbed", "killed"))
    for folder in (undisturbed, killed):
        shutil.copytree(seeded, folder)
    list(measured(undisturbed, PEOPLE))
    dice, seen = random.Random(20260329), {}
    for instant in sorted(dice.sample(range(1, PEOPLE // 1000 + 1), 3)):
        seen |= _killed_at(killed, instant)
    _sealing(killed).wait(PATIENCE)
    assert seal_in(killed) == seal_in(undisturbed)
    stage = stage_in(killed)
    chunks = chunks_of(stage)
    assert {number: chunks[number] for number in seen} == seen
    events = [
        event.type.split(".")[-2]
        for pending in stage.database.collection("contests").pending(10)
        for event in pending.events
    ]
    assert Counter(events)["sealed"] == 1
    listed = [line for number in sorted(chunks) for line in chunks[number].items]
    assert listed == json.loads((undisturbed / CERTIFICATE).read_bytes())["list"]
    assert len(listed) == PEOPLE
    stage.database.close()


def _killed_at(folder: Path, instant: int) -> dict[int, ListChunk]:
    """Kill a worker when so many chunks are stored; return the chunks that it left."""
    worker, stage = _sealing(folder), stage_in(folder)
    deadline = time.monotonic() + PATIENCE
    chunks = stage.context.stores.list_chunks
    contest = stage.contest(SLUG)
    running = True
    while chunks.get(WORKSPACE, contest.id, instant - 1) is None:
        assert running
        running = worker.poll() is None and time.monotonic() < deadline
    worker.kill()
    worker.wait()
    left = chunks_of(stage)
    stage.database.close()
    return left


def _sealing(folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bench.million", "seal", str(folder), str(PEOPLE)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def chunks_of(stage: Stage) -> dict[int, ListChunk]:
    """Return every chunk of the list, by its number."""
    contest = stage.contest(SLUG)
    return {
        chunk.number: chunk
        for chunk in stage.context.stores.list_chunks.each(WORKSPACE, contest.id)
    }


def seal_in(folder: Path) -> str:
    """Return the seal that the last worker told."""
    return str(json.loads((folder / SEALED).read_text(encoding="ascii"))["seal"])
