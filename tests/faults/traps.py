"""A beacon and a mail server that kill the worker that comes to them, each at a named point."""

import asyncio
import email
import email.policy
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.util import shift_path_info

from aiosmtpd.smtp import SMTP, Envelope, Session

from shared.clock import SystemClock
from stack.beacon import StartResponse, TestBeacon
from stack.ports import HOST
from stack.standins.mail_folder import MailFolder
from stack.standins.smtp import Catcher
from tests.harness.beacon import FOR_EVER, serving

CLAIM_LINK = re.compile(r"/claim/([\w-]{22})(?![\w-])")
Kill = Callable[[str], object]


class _ThenKill:
    """A body whose end, once it is sent, is the worker's."""

    def __init__(self, body: Iterable[bytes], kill: Callable[[], object]) -> None:
        self._body, self._kill = body, kill

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    def close(self) -> None:
        """Kill: the server calls this after the last byte."""
        self._kill()


@dataclass
class BeaconTrap:
    """The test beacon, late until `speak`; then the first `times` who hear a round are killed.

    The first part of a path is the name of the process that asks.
    """

    times: int
    kill: Kill = lambda _: None
    url: str = ""
    killed: list[str] = field(default_factory=list)
    _beacon: TestBeacon = field(default_factory=lambda: TestBeacon(SystemClock(), late_by=FOR_EVER))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def speak(self) -> None:
        """Answer rounds from now on."""
        self._beacon.late_by = 0

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the beacon does."""
        who, said = shift_path_info(environ) or "", list[str]()

        def begin(status: str, headers: list[tuple[str, str]]) -> Any:
            said.append(status)
            return start_response(status, headers)

        body = self._beacon(environ, begin)
        with self._lock:
            if not said[0].startswith("200") or len(self.killed) >= self.times:
                return body
            self.killed.append(who)
        return _ThenKill(body, lambda: self.kill(who))


@contextmanager
def beacon_trap(times: int) -> Iterator[BeaconTrap]:
    """Serve a trap on a port of its own."""
    trap = BeaconTrap(times)
    with serving(trap) as trap.url:
        yield trap


class MailTrap(Catcher):
    """A catcher that kills the worker `who` at mails to winners.

    `points` says when, one for each such mail: "before" it says 250, "after" it has said so.
    """

    def __init__(self, folder: MailFolder, who: str, points: list[str], kill: Kill) -> None:
        super().__init__(folder)
        self._who, self._points, self._kill = who, points, kill
        self.killed: list[str] = []

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail; a winner's may be the last that its worker sends."""
        said = await super().handle_DATA(server, session, envelope)
        content = envelope.content
        assert isinstance(content, bytes)
        if self._points and claim_of(content):
            point = self._points.pop(0)
            self.killed.append(point)
            if point == "before":
                self._kill(self._who)
            else:
                asyncio.get_running_loop().call_soon(self._kill, self._who)
        return said


def claim_of(content: bytes) -> str:
    """Return the token of the link that a winner's mail holds, "" for other mails."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain",))
    found = CLAIM_LINK.search(body.get_content()) if body else None
    return found[1] if found else ""


@dataclass
class MailTraps:
    """A trap for each worker, over one folder; `urls` are their addresses by worker."""

    folder: Path
    traps: dict[str, MailTrap] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def killed(self) -> list[str]:
        """The points at which workers were killed."""
        return [point for trap in self.traps.values() for point in trap.killed]


@contextmanager
def mail_traps(
    folder: Path, workers: Sequence[str], points: Sequence[str], kill: Kill
) -> Iterator[MailTraps]:
    """Listen for each of `workers`; `points` are shared among them, the first come first."""
    kept, shared_points, made = MailFolder(folder), list(points), MailTraps(folder)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="traps")
    thread.start()
    servers = []
    try:
        for who in workers:
            trap = MailTrap(kept, who, shared_points, kill)
            listening = asyncio.run_coroutine_threadsafe(_listen(trap), loop).result()
            servers.append(listening)
            port = listening.sockets[0].getsockname()[1]
            made.traps[who], made.urls[who] = trap, f"smtp://{HOST}:{port}"
        yield made
    finally:
        for listening in servers:
            loop.call_soon_threadsafe(listening.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _listen(trap: MailTrap) -> asyncio.Server:
    return await asyncio.get_running_loop().create_server(
        lambda: SMTP(trap, hostname="localhost", enable_SMTPUTF8=True), host=HOST, port=0
    )
