"""One address before several copies of a web process, as a cluster has it: connections in turn."""

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from stack.ports import HOST

PIECE = 64 * 1024


class Balancer:
    """Hands each connection to `port` on to the next of the copies that are in."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._in: list[int] = []
        self._turn = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"balancer-{port}")

    def put_in(self, copy: int) -> None:
        """Let connections go to the copy at this port."""
        self._in = [*self._in, copy]

    def take_out(self, copy: int) -> None:
        """Let no new connection go to it; those that are open go on."""
        self._in = [one for one in self._in if one != copy]

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._hand_on, HOST, self._port)

    async def _end(self) -> None:
        """Close every connection, whose tasks then end by themselves."""
        self._server.close()
        for writer in self._open:
            writer.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others, return_exceptions=True)

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            found = await self._connected()
            if found is not None:
                inwards, outwards = found
                await asyncio.gather(_pump(reader, outwards), _pump(inwards, writer))
        finally:
            self._open.discard(writer)
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Return a connection to the next copy that takes one, None where none does."""
        self._turn += 1
        copies = self._in
        for place in range(len(copies)):
            with suppress(OSError):
                copy = copies[(self._turn + place) % len(copies)]
                return await asyncio.open_connection(HOST, copy)
        return None


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand on what comes until it ends, then say so."""
    try:
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                writer.write(piece)
                await writer.drain()
    finally:
        writer.close()
