"""The servers that benches need: those that are given, else those of the tests, started once."""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers import running


class Servers:
    """Kafka and a server of MongoDB's protocol, started on first use, ended with the block.

    `wanted` are the ones that may be used: the others are answered as if they were not found.
    """

    def __init__(self, wanted: Collection[str] = ("kafka", "mongo")) -> None:
        self._wanted = wanted
        self._folder = Path(tempfile.mkdtemp(prefix="kermesse-bench-"))
        self._started: dict[str, running.Server] = {}

    def kafka(self) -> str | None:
        """Return the address of a broker; None where none is given and Java is absent."""
        return self._address("KERMESSE_KAFKA_BOOTSTRAP", "kafka", running.start_kafka)

    def mongo(self) -> str | None:
        """Return the address of a server of MongoDB's protocol, or None."""
        return self._address("KERMESSE_MONGO_URL", "mongo", running.start_mongo)

    def _address(
        self, setting: str, name: str, start: Callable[[Path], running.Server]
    ) -> str | None:
        if name not in self._wanted:
            return None
        if given := os.environ.get(setting):
            return given
        if name not in self._started:
            if not running.java_found():
                return None
            self._started[name] = start(self._folder / name)
        return self._started[name].address

    def __enter__(self) -> Self:
        """Return the servers."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what was started."""
        for server in self._started.values():
            server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
