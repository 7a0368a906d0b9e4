"""The steps of the bench, each in a process of its own; what each tells is printed as JSON."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.clock import ManualClock

Told = dict[str, Any]
CERTIFICATE, VERIFIER, SEALED = "certificate.json", "verify.py", "sealed.json"


@contextmanager
def _measured(told: Told) -> Iterator[None]:
    """Add what the work in the block took: seconds, seconds of CPU, the process's peak of MB."""
    begin, cpu = time.perf_counter(), time.process_time()
    yield
    told |= {
        "seconds": time.perf_counter() - begin,
        "cpu": time.process_time() - cpu,
        "megabytes": _peak(),
    }


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def seed(folder: Path, people: int) -> Told:
    """Open a contest with so many confirmed entries, and another for those who come meanwhile."""
    from bench.million.seeding import seed_entries
    from bench.million.stage import DAY, stage_in

    told: Told = {}
    stage = stage_in(folder)
    with _measured(told):
        seed_entries(stage, people)
    stage.opened("meanwhile", lasts=365 * DAY)
    stage.database.close()
    return told


def sealed(folder: Path, people: int) -> Told:
    """Leave a sealed contest with a list of so many lines, without their entries."""
    from bench.million.seeding import SLUG, seed_sealed
    from bench.million.stage import stage_in

    stage = stage_in(folder)
    seed_sealed(stage, people)
    told = {"seal": stage.contest(SLUG).seal}
    stage.database.close()
    _write_json(folder / SEALED, told)
    return told


def seal(folder: Path, _people: int) -> Told:
    """Let the worker's timer close the contest, then seal it; say how long each claim took."""
    from bench.million.seeding import SLUG
    from bench.million.stage import stage_in, timing_writes

    stage, writes = timing_writes(stage_in(folder))
    timer, schedule = stage.timer(), stage.contest(SLUG).schedule
    for due in (schedule.closes_at, schedule.confirm_by):
        stage.clock.set(due)
        while timer():
            continue
    stage.clock.set(schedule.review_until)
    told: Told = {}
    with _measured(told):
        told["claims"] = _claims(stage, timer)
    contest = stage.contest(SLUG)
    stage.database.close()
    told |= {"writes": writes, "seal": contest.seal, **(contest.commitment or {})}
    _write_json(folder / SEALED, {"seal": contest.seal})
    return told


def _claims(stage: Any, timer: Callable[[], object]) -> list[float]:
    """Run the timer until the contest is sealed; return the seconds of each claim."""
    from bench.million.seeding import SLUG
    from services.contests.domain.contest import State

    took = []
    while (contest := stage.contest(SLUG)).state is State.CLOSED:
        begin = time.perf_counter()
        if timer():
            took.append(time.perf_counter() - begin)
        else:
            _pass_a_second(stage.clock, contest.schedule.draw_at)
    return took


def _pass_a_second(clock: ManualClock, end: datetime) -> None:
    """Let the lease run out of a worker that ended in the middle."""
    clock.advance(seconds=1)
    assert clock.now() < end, "sealing waits for nothing"


def visit(folder: Path, _people: int) -> Told:
    """Send forms of another contest until the list is sealed; say how long each took, in ms."""
    from bench.million.stage import WORKSPACE, stage_in
    from services.contests.domain.entry import EntryForm
    from services.contests.use_cases.entry.submit import submit_entry

    stage, took = stage_in(folder), []
    contest = stage.contest("meanwhile")
    while not (folder / SEALED).exists():
        form = EntryForm(
            email=f"visitor{len(took)}@entrants.example.org",
            first_name="Zoé",
            country="FR",
            of_age=True,
            accept_rules=True,
            opt_in=False,
            language="fr",
            source="",
            answers={},
        )
        begin = time.perf_counter()
        submit_entry(
            stage.context,
            workspace=WORKSPACE,
            contest=contest.id,
            form=form,
            idempotency_key=f"key-{len(took)}",
        )
        took.append((time.perf_counter() - begin) * 1000)
        time.sleep(0.02)
    stage.database.close()
    return {"took": took}


def draw(folder: Path, _people: int) -> Told:
    """Paste the round's signature, then let the worker's timer draw: from list to certificate."""
    from bench.million.seeding import SLUG
    from bench.million.stage import WORKSPACE, stage_in
    from services.contests.domain.beacon import TEST
    from stack.beacon import sign_round

    stage = stage_in(folder)
    contest, timer = stage.contest(SLUG), stage.timer()
    number = (contest.commitment or {})["beacon"]["round"]
    stage.clock.set(TEST.time_of(number))
    answer = stage.client().post(
        f"/api/v1/contests/{contest.id}/beacon",
        json={"signature": sign_round(number).hex()},
        headers=stage.bearer("manager"),
    )
    assert answer.status_code == 202, answer.text
    told: Told = {}
    with _measured(told):
        while stage.context.stores.draws.find(WORKSPACE, contest.id) is None:
            assert timer()
    stage.database.close()
    return told


def certificate(folder: Path, _people: int) -> Told:
    """Download certificate and verifier from the web process, piece by piece, to files."""
    from bench.million.seeding import SLUG
    from bench.million.stage import stage_in

    stage = stage_in(folder)
    contest, client, pieces = stage.contest(SLUG), stage.client(), []
    headers, told = stage.bearer("public"), {}
    address = f"/api/v1/contests/{contest.id}"
    client.get(f"{address}/commitment", headers=headers)
    before = _peak()
    with _measured(told), (folder / CERTIFICATE).open("wb") as file:
        answer = client.get(f"{address}/certificate", headers=headers, buffered=False)
        for piece in answer.iter_encoded():
            pieces.append(len(piece))
            file.write(piece)
    (folder / VERIFIER).write_bytes(client.get(f"{address}/verify.py", headers=headers).data)
    stage.database.close()
    return told | {"before": before, "largest": max(pieces), "bytes": sum(pieces)}


def kermesse(folder: Path, _people: int) -> Told:
    """Check the certificate by `kermesse verify`, where Kermesse is installed."""
    return _checked(folder, [sys.executable, "-m", "stack.cli", "verify"])


def alone(folder: Path, _people: int) -> Told:
    """Check the certificate by the one file that was downloaded beside it."""
    return _checked(folder, [sys.executable, "-I", str(folder / VERIFIER)])


def _checked(folder: Path, command: list[str]) -> Told:
    """Run a verifier; this process holds little, as its peak would count for its child's too."""
    seal = json.loads((folder / SEALED).read_text(encoding="ascii"))["seal"]
    begin = time.perf_counter()
    running = subprocess.Popen(
        [*command, str(folder / CERTIFICATE), "--seal", seal], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    printed = running.stdout.read()
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    return {
        "seconds": time.perf_counter() - begin,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss * 1024 / 1e6,
        "code": running.returncode,
        "last": printed.splitlines()[-1],
    }


def _write_json(path: Path, value: Told) -> None:
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value), encoding="ascii")
    part.rename(path)


STEPS: dict[str, Callable[[Path, int], Told]] = {
    step.__name__: step for step in (seed, sealed, seal, visit, draw, certificate, kermesse, alone)
}
