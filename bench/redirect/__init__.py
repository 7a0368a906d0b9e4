"""Tracked links: led on with the click in the spill file, and shipped to the embedded log.

Two web processes and the shipper of the gateway, beside a bare Flask view under gunicorn's gevent
workers, and a bare WSGI callable under the server of our own, each of which only answers the same
302. Half of the visits are of one link, the others of 199. In the end as many clicks as visits
were answered are in the log, none twice.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.entries.load import Sent, send_all
from bench.measure import Amount, Effort, Figure, Result, percentile
from bench.redirect.bare import DESTINATION
from bench.servers import Servers
from services.gateway.products.influencers.domain.link import Link
from services.gateway.products.influencers.stores.links import LinkStore
from shared.bus import open_bus
from shared.clock import SystemClock
from shared.documents import open_database
from stack.ports import HOST, choose_free
from stack.programs import Layout, inherited, programs
from stack.running import lay_out
from stack.supervisor import Program, Supervisor
from tests.harness.waiting import until

COUNT, LINKS, CONNECTIONS = 20_000, 200, 64
OURS, VIEW, CALLABLE = "gateway-web", "bare-view", "bare-callable"
SERVED = (OURS, "gateway-clicks")
VIEW_TARGET, CALLABLE_TARGET, P99_TARGET = 1.5, 0.6, 3.0
DRAIN_SECONDS = 120.0
AGENT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def run(effort: Effort, _servers: Servers) -> Iterator[Result]:
    """Yield the rates beside both, the longest waits, and what the log holds in the end."""
    with tempfile.TemporaryDirectory() as folder, _site(Path(folder)) as (layout, ports):
        count = effort.of(COUNT, CONNECTIONS)
        turns: dict[str, list[Sent]] = {name: [] for name in ports}
        for turn in range(effort.runs + 1):
            for name, port in ports.items():
                turns[name].append(send_all(port, _visits(count, turn), CONNECTIONS, 302))
        answered = sum(sent.count for sent in turns[OURS])
        yield _beside("Flask view, gevent", turns, VIEW, VIEW_TARGET)
        yield _beside("WSGI callable", turns, CALLABLE, CALLABLE_TARGET)
        yield _waits(turns)
        stored, ids = _shipped(layout, answered)
        assert len(ids) == answered, f"{answered} answered, {len(ids)} in the log"
        yield Amount("clicks in the log beyond those answered", float(stored - answered), "clicks")


def _visits(count: int, turn: int) -> Iterator[bytes]:
    for number in range(count):
        key = 0 if number % 2 else 1 + number // 2 % (LINKS - 1)
        agent = f"{AGENT} {turn}.{number}"
        yield (
            f"GET /l/k{key} HTTP/1.1\r\nHost: {HOST}\r\nUser-Agent: {agent}\r\n"
            "Accept: text/html\r\nAccept-Language: fr\r\n\r\n"
        ).encode()


def _beside(baseline: str, turns: dict[str, list[Sent]], name: str, target: float) -> Figure:
    """Return our rate beside a baseline's; the first turn of each is not counted."""
    ours, bare = ([sent.count / sent.seconds for sent in turns[each][1:]] for each in (OURS, name))
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    middle = len(ratios) // 2
    rates = (sorted(each)[middle] for each in (ours, bare))
    our_rate, bare_rate = rates
    paired = sorted(ratios)[middle]
    what = f"link followed, beside {baseline}"
    return Figure(what, our_rate, baseline, bare_rate, target, paired)


def _waits(turns: dict[str, list[Sent]]) -> Amount:
    ours, bare = (
        percentile(sorted(delay for sent in turns[name][1:] for delay in sent.delays), 99) * 1000
        for name in (OURS, CALLABLE)
    )
    beside = f"p99 {ours:,.1f} ms against {bare:,.1f} ms"
    return Amount("p99 of a link followed", ours / bare, "times", P99_TARGET, beside=beside)


def _shipped(layout: Layout, answered: int) -> tuple[int, set[bytes]]:
    """Return how many messages the log holds once all came, and the ids of their clicks."""
    bus = open_bus(data_dir=str(layout.folder))
    reading = bus.subscribe("bench", ["gateway.click"])
    ids: set[bytes] = set()
    count = 0

    def read() -> bool:
        nonlocal count
        for message in reading.poll(0.5, 1000):
            ids.add(message.headers["ce_id"])
            count += 1
        return len(ids) >= answered

    until(read, DRAIN_SECONDS, "every click in the log")
    reading.close()
    bus.close()
    return count, ids


@contextmanager
def _site(folder: Path) -> Iterator[tuple[Layout, dict[str, int]]]:
    environ = {n: v for n, v in inherited().items() if not n.startswith("KERMESSE_")}
    environ |= {"KERMESSE_LOG_LEVEL": "warning", "KERMESSE_WEB_WORKERS": "2"}
    layout = lay_out(folder, environ, folder / "secrets.env", {})
    database = open_database("gateway", data_dir=str(folder))
    links = [Link(f"k{n}", f"l-{n}", "maison-lumen", 1, DESTINATION) for n in range(LINKS)]
    LinkStore(database).note(links, SystemClock().now())
    database.close()
    ours = {each.name: each for each in programs(layout) if each.name in SERVED}
    view, bare = choose_free(2, layout.ports.values())
    with Supervisor(folder / "logs") as supervisor:
        supervisor.start([*ours.values(), _view(ours[OURS], view), _callable(ours[OURS], bare)])
        supervisor.wait_ready()
        yield layout, {OURS: layout.ports[OURS], VIEW: view, CALLABLE: bare}


def _view(web: Program, port: int) -> Program:
    serve = ("-k", "gevent", "-w", "2", "--no-control-socket", "-b", f"{HOST}:{port}")
    command = (sys.executable, "-m", "gunicorn", *serve, "bench.redirect.bare:view")
    return Program(VIEW, command, web.environ, f"http://{HOST}:{port}/readyz")


def _callable(web: Program, port: int) -> Program:
    serve = ("-m", "gunicorn", "-c", "python:shared.webapp.serving")
    environ = {name: text for name, text in web.environ.items() if "MULTIPROC" not in name}
    return Program(
        CALLABLE,
        (sys.executable, *serve, "bench.redirect.bare:callable_"),
        {**environ, "KERMESSE_PORT": str(port)},
        f"http://{HOST}:{port}/readyz",
    )
