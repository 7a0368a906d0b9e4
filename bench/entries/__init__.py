"""Entries that are accepted: stored durably, unique, their event waiting to be published.

Through the contests service and through the gateway before it, beside a bare Flask view under the
same gunicorn that does the same raw insert, and that insert alone.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.entries.load import send_all
from bench.entries.site import BARE, Site, running_site, to_bare, to_gateway, to_service
from bench.measure import Effort, Result, Work, by_turns, figure
from bench.raw_sqlite import RawEntries
from bench.servers import Servers
from bench.turns import RawTurns

COUNT = 1200
CONNECTIONS = (16, 64)
SERVICE_TARGET, GATEWAY_TARGET = 0.75, 0.45
ACCEPTED, SEE_OTHER, OK = 202, 303, 200
NOTHING = b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
Maker = Callable[[int, int], list[bytes]]


def run(effort: Effort, _servers: Servers) -> Iterator[Result]:
    """Yield the rates at 16 and at 64 connections."""
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        raw = RawEntries(str(Path(folder) / "raw.sqlite"))
        for connections in CONNECTIONS:
            yield from _figures(site, raw, connections, effort)
        raw.close()


def _figures(site: Site, raw: RawEntries, connections: int, effort: Effort) -> Iterator[Result]:
    count = effort.of(COUNT, connections)
    raw_turns = RawTurns(raw, effort, count, first=connections * 10**6)
    turns = _Turns(site, connections, count, effort)
    views = [
        turns.of(BARE, lambda first, n: to_bare(site, first, n), ACCEPTED),
        turns.of("contests-web", lambda first, n: to_service(site, first, n), ACCEPTED),
        turns.of("gateway-web", lambda f, n: to_gateway(site, f, n, connections), SEE_OTHER),
        turns.of(BARE, lambda _, n: [NOTHING] * n, OK),
    ]
    bare, service, gateway, nothing, alone = by_turns([*views, raw_turns.insert], effort)
    at = f"{connections} connections"
    yield figure(f"service, {at}", service, "bare view", bare, SERVICE_TARGET)
    yield figure(f"gateway, {at}", gateway, "bare view", bare, GATEWAY_TARGET)
    yield figure(f"bare view, {at}", bare, "raw insert alone", alone)
    yield figure(f"bare view without insert, {at}", nothing, "bare view", bare)


class _Turns:
    """Turns of requests that are written before they are timed."""

    def __init__(self, site: Site, connections: int, count: int, effort: Effort) -> None:
        self._site, self._connections = site, connections
        self._count, self._number = count, effort.runs + 1

    def of(self, name: str, make: Maker, status: int) -> Work:
        """Return the turn of one process."""
        written = [make(turn * self._count, self._count) for turn in range(self._number)]
        port = self._site.ports[name]
        return lambda: send_all(port, written.pop(), self._connections, status).count
