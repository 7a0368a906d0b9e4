"""The documents port beside the bare driver that does the same to the same entries."""

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Effort, Figure, Result, compared
from bench.raw_sqlite import RawEntries
from bench.servers import Servers
from bench.turns import PortTurns, RawStore, RawTurns
from services.contests.stores.entries import ENTRIES
from shared.documents import Collection, open_database

TARGET, EACH_TARGET = 0.60, 5.0
ON_SQLITE, ON_MONGO = 600, 200


def run(effort: Effort, servers: Servers) -> Iterator[Result]:
    """Yield the rates of the port on SQLite, then on a server of MongoDB's protocol."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database("port", data_dir=folder)
        entries = database.collection("entries")
        entries.ensure(ENTRIES.indexes)
        raw = RawEntries(str(Path(folder) / "raw.sqlite"))
        yield from _beside(entries, raw, "sqlite3 alone", effort, effort.of(ON_SQLITE))
        yield from _each(entries, effort)
        raw.close()
        database.close()
    if url := servers.mongo():
        yield from _on_mongo(url, effort)


def _beside(
    entries: Collection, store: RawStore, name: str, effort: Effort, count: int, where: str = ""
) -> Iterator[Figure]:
    port, raw = PortTurns(entries, effort, count), RawTurns(store, effort, count)
    for what, ours, bare in (
        ("insert, with its event", port.insert, raw.insert),
        ("change, with an event", port.change, raw.change),
        ("replace", port.replace, raw.replace),
        ("find, pages of 50", port.pages, raw.pages),
        ("find, one by its token", port.one, raw.one),
    ):
        yield compared(f"{what}{where}", ours, name, bare, effort=effort, target=TARGET)


def _each(entries: Collection, effort: Effort) -> Iterator[Figure]:
    port = PortTurns(entries, effort, effort.of(ON_SQLITE))
    yield compared(
        "change_each of 100",
        port.in_hundreds,
        "one by one",
        port.one_by_one,
        effort=effort,
        target=EACH_TARGET,
    )


def _on_mongo(url: str, effort: Effort) -> Iterator[Figure]:
    from bench.raw_mongo import RawMongo

    prefix = f"bench_{secrets.token_hex(4)}"
    database = open_database("port", mongo_url=url, prefix=prefix)
    entries, raw = database.collection("entries"), RawMongo(url, f"{prefix}_raw")
    entries.ensure(ENTRIES.indexes)
    try:
        count = effort.of(ON_MONGO)
        yield from _beside(entries, raw, "pymongo alone", effort, count, ", MongoDB's protocol")
    finally:
        database.drop()  # type: ignore[attr-defined]
        database.close()
        raw.close()
