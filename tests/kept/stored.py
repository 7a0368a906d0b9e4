"""Databases as they lie in SQLite files or on a server: rows and documents, without the product.

A line of a document is `{"in": database, "of": collection, "body", "sent", "events"}`. `events` is
absent where MongoDB holds no list of them: a document that an upsert made and that never had any.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from tests.kept.recorded import KEPT, Cut, Line, tagged, typed

DATABASES = ("contests", "insights", "gateway")
BUS = "bus"


def load(cut: Cut, folder: Path, mongo: tuple[str, str] | None = None) -> None:
    """Put everything of a cut where processes find it: files in `folder`, or a server.

    `mongo` is the address and the beginning of the databases' names. Messages are files always.
    """
    for name in DATABASES:
        lines = [line for place, line in cut.documents.items() if place[0] == name]
        if mongo:
            _to_server(lines, f"{mongo[1]}_{name}", mongo[0])
        else:
            _to_file(lines, folder / f"{name}.sqlite")
    _to_log(cut, folder / f"{BUS}.sqlite")


def load_folder(folder: Path) -> None:
    """Put the data folder that was recorded in `folder`, row for row."""
    files: dict[str, sqlite3.Connection] = {}
    for line in map(json.loads, (KEPT / "folder.jsonl").read_text("utf-8").splitlines()):
        if "version" in line:
            kind = BUS if line["file"] == BUS else "documents"
            rows = files[line["file"]] = _made(folder / f"{line['file']}.sqlite", kind)
            rows.execute(f"PRAGMA user_version = {line['version']}")
        else:
            values = [typed(value) for value in line["row"]]
            marks = ", ".join("?" * len(values))
            files[line["file"]].execute(f"INSERT INTO {line['table']} VALUES ({marks})", values)
    for rows in files.values():
        rows.commit()
        rows.close()


def keys(path: Path) -> set[tuple[str, str, str, bytes]]:
    """Return what the indexes of a file hold: collection, index, identifier, key."""
    query = """
    SELECT indexes.collection, name, id, key FROM keys
    JOIN indexes USING (ix) JOIN documents USING (doc)"""
    with closing(sqlite3.connect(path)) as rows:
        return set(rows.execute(query))


def _made(path: Path, kind: str) -> sqlite3.Connection:
    rows = sqlite3.connect(path)
    rows.executescript((KEPT / f"{kind}.sql").read_text())
    return rows


def text_of(value: Any) -> str:
    """Return JSON as SQLite files hold it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _to_file(lines: Iterable[Line], path: Path) -> None:
    with closing(_made(path, "documents")) as rows, rows:
        rows.executemany(
            "INSERT INTO documents (collection, id, body, sent, events, waiting, due)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            map(_row, lines),
        )


def _row(line: Line) -> tuple[Any, ...]:
    body, events = line["body"], line.get("events", [])
    waiting = min((event["time"]["$d"] for event in events), default=None)
    due = body.get("due_at", {"$d": None})["$d"]
    return line["of"], body["_id"], text_of(body), line["sent"], text_of(events), waiting, due


def _to_server(lines: Iterable[Line], database: str, url: str) -> None:
    with MongoClient[Line](url, tz_aware=True, tzinfo=UTC) as client:
        for line in lines:
            client[database][line["of"]].insert_one(_stored(line))


def _stored(line: Line) -> Line:
    outbox: Line = {"sent": line["sent"]}
    if "events" in line:
        outbox["events"] = typed(line["events"])
    if outbox.get("events"):
        outbox["due"] = min(event["time"] for event in outbox["events"])
    body: Line = typed(line["body"])
    return {**body, "outbox": outbox}


def _to_log(cut: Cut, path: Path) -> None:
    ends: dict[tuple[str, int], int] = {}
    with closing(_made(path, BUS)) as rows, rows:
        for (topic, partition, offset), line in cut.messages.items():
            ends[topic, partition] = max(ends.get((topic, partition), 0), offset + 1)
            headers = [[name, text.encode().hex()] for name, text in line["headers"].items()]
            message = (line["key"], line["value"].encode(), json.dumps(headers).encode())
            rows.execute(
                "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, 0)",
                (topic, partition, offset, *message),
            )
        rows.executemany(
            "INSERT INTO ends VALUES (?, ?, ?)", [(*place, end) for place, end in ends.items()]
        )
        rows.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?)",
            [(*place, following) for place, following in cut.places.items()],
        )


def read(folder: Path, mongo: tuple[str, str] | None = None) -> Iterator[Line]:
    """Yield the lines of all that is stored, in the order of database, collection, identifier."""
    for name in DATABASES:
        if mongo:
            yield from _from_server(name, f"{mongo[1]}_{name}", mongo[0])
        elif (folder / f"{name}.sqlite").exists():
            yield from _from_file(name, folder / f"{name}.sqlite")


def _from_file(name: str, path: Path) -> Iterator[Line]:
    with closing(sqlite3.connect(path)) as rows:
        for collection, body, sent, events in rows.execute(
            "SELECT collection, body, sent, events FROM documents ORDER BY collection, id"
        ):
            whole = {"body": json.loads(body), "sent": sent, "events": json.loads(events)}
            yield {"in": name, "of": collection, **whole}


def _from_server(name: str, database: str, url: str) -> Iterator[Line]:
    with MongoClient[Line](url, tz_aware=True, tzinfo=UTC) as client:
        for collection in sorted(client[database].list_collection_names()):
            for found in client[database][collection].find(sort=[("_id", 1)]):
                outbox: Mapping[str, Any] = found.pop("outbox")
                line = {"in": name, "of": collection, "body": tagged(found)}
                kept = ("sent", "events")
                yield line | {each: tagged(outbox[each]) for each in kept if each in outbox}


def messages(folder: Path) -> dict[tuple[str, int, int], Line]:
    """Return every message of the log by topic, partition and offset."""
    with closing(sqlite3.connect(folder / f"{BUS}.sqlite")) as rows:
        found = rows.execute(
            "SELECT topic, partition, offset, key, value, headers FROM messages ORDER BY 1, 2, 3"
        )
        return {
            (topic, partition, offset): {
                "topic": topic,
                "partition": partition,
                "offset": offset,
                "key": key,
                "value": value.decode(),
                "headers": {name: bytes.fromhex(raw).decode() for name, raw in json.loads(headers)},
            }
            for topic, partition, offset, key, value, headers in found
        }


def places(folder: Path) -> dict[tuple[str, str, int], int]:
    """Return how far each group has read, by group, topic and partition."""
    with closing(sqlite3.connect(folder / f"{BUS}.sqlite")) as rows:
        found = rows.execute("SELECT grp, topic, partition, next FROM places ORDER BY 1, 2, 3")
        return {(group, topic, partition): at for group, topic, partition, at in found}
