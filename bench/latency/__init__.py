"""From an event that is written to the fact that it became: 200 a second, real processes.

One process writes entries as the web process does, one relays them, the worker of insights applies
them; the bench looks into the file of insights every millisecond.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from bench.latency.writing import PATIENCE, Watch, write
from bench.measure import Delay, Effort, delay
from bench.servers import Servers
from stack.programs import Layout, inherited, programs
from stack.running import lay_out
from stack.supervisor import Program, Supervisor

RATE = 200.0
SECONDS = 4.0
KAFKA_MS, LOG_MS = 150.0, 250.0


def run(effort: Effort, servers: Servers) -> Iterator[Delay]:
    """Yield the delays over Kafka, where it is found, then over the embedded log."""
    if kafka := servers.kafka():
        yield _delay("over Kafka", KAFKA_MS, effort, {"KERMESSE_KAFKA_BOOTSTRAP": kafka})
    yield _delay("over the embedded log", LOG_MS, effort, {})


def _delay(what: str, target: float, effort: Effort, servers: dict[str, str]) -> Delay:
    each = effort.of(int(RATE * SECONDS))
    environ = {n: v for n, v in inherited().items() if not n.startswith("KERMESSE_")}
    environ |= {"KERMESSE_TOPIC_PREFIX": f"bench-{uuid4().hex[:8]}."} | servers
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layout = lay_out(folder, environ, folder / "secrets.env", {})
        with Supervisor(folder / "logs") as supervisor:
            supervisor.start(_programs(layout))
            supervisor.wait_ready()
            taken = _taken(folder, each * (effort.runs + 1))
    # What comes first finds processes that have just begun: it is not counted.
    rounds = [taken[begin : begin + each] for begin in range(each, len(taken), each)]
    return delay(f"written to applied at {RATE:.0f}/s, {what}", rounds, target)


def _programs(layout: Layout) -> list[Program]:
    by_name = {program.name: program for program in programs(layout)}
    worker = by_name["contests-worker"]
    command = (sys.executable, "-m", "bench.latency.relay")
    relay = Program("relay", command, worker.environ, worker.ready)
    return [relay, by_name["insights-worker"]]


def _taken(folder: Path, count: int) -> list[float]:
    """Return the seconds from each write to its fact, in the order of the writes."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    writer = spawn.Process(target=write, args=(str(folder), RATE, count, theirs))
    watch = Watch(folder / "insights.sqlite")
    writer.start()
    applied = watch.applied(count)
    if not ours.poll(PATIENCE):
        raise TimeoutError("the writer does not answer")
    written = ours.recv()
    writer.join()
    watch.close()
    return [applied[id_] - at for id_, at in written.items()]
