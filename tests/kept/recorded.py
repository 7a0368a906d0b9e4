"""What was recorded: stories as lines of JSON, a cut after each chapter.

A line says what changed since the cut before: a document with the events that wait beside it, a
message on a topic, a group's place, a letter that went out. Instants are `{"$d": milliseconds}`
and bytes `{"$b": base64}`, as SQLite files hold them.
"""

import base64
import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parents[1] / "fixtures" / "kept"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Line = dict[str, Any]
Place = tuple[str, ...]
# The story and its cut at which a whole data folder was recorded.
FOLDER = ("public-chain", "promoted")


@dataclass
class Cut:
    """All there was when a chapter ended: `documents` by database, collection and identifier,
    `messages` by topic, partition and offset, `places` by group, topic and partition."""

    story: str
    name: str
    at: datetime
    chain: str
    documents: dict[Place, Line] = field(default_factory=dict)
    messages: dict[tuple[str, int, int], Line] = field(default_factory=dict)
    places: dict[tuple[str, str, int], int] = field(default_factory=dict)
    letters: list[Line] = field(default_factory=list)

    def of(self, database: str, collection: str) -> dict[str, Any]:
        """Return the documents of a collection by identifier."""
        return {
            place[2]: typed(line["body"])
            for place, line in self.documents.items()
            if place[:2] == (database, collection)
        }


def cuts_of(story: str) -> list[Cut]:
    """Return every cut of a recorded story, each whole."""
    with (KEPT / "stories" / f"{story}.jsonl").open(encoding="utf-8") as lines:
        return list(_folded(story, map(json.loads, lines)))


def cut_of(story: str, name: str) -> Cut:
    """Return one cut of a story."""
    (found,) = [cut for cut in cuts_of(story) if cut.name == name]
    return found


def last_of(story: str) -> Cut:
    """Return the last cut of a story before its people are forgotten."""
    return [cut for cut in cuts_of(story) if "erased" not in cut.name][-1]


def _folded(story: str, lines: Iterator[Line]) -> Iterator[Cut]:
    head = next(lines)
    now = Cut(story, "", EPOCH, head["chain"])
    for line in lines:
        if "cut" in line:
            if now.name:
                yield copy.copy(now)
            now = Cut(
                story,
                line["cut"],
                datetime.fromisoformat(line["at"]),
                head["chain"],
                dict(now.documents),
                dict(now.messages),
                dict(now.places),
                list(now.letters),
            )
        else:
            _apply(now, line)
    yield now


def _apply(cut: Cut, line: Line) -> None:
    if "letter" in line:
        cut.letters.append(line["letter"])
    elif "group" in line:
        cut.places[line["group"], line["topic"], line["partition"]] = line["next"]
    elif "topic" in line:
        cut.messages[line["topic"], line["partition"], line["offset"]] = line
    elif "gone" in line:
        del cut.documents[tuple(line["gone"])]
    else:
        cut.documents[line["in"], line["of"], line["body"]["_id"]] = line


def with_team(cut: Cut) -> Cut:
    """Return a cut with what the gateway keeps: workspaces, accounts, sessions, kept forms."""
    lines = [json.loads(line) for line in (KEPT / "team.jsonl").read_text("utf-8").splitlines()]
    team = {(line["in"], line["of"], line["body"]["_id"]): line for line in lines}
    return replace(cut, documents=cut.documents | team)


def typed(value: Any) -> Any:
    """Return a recorded value with its instants and bytes."""
    if isinstance(value, list):
        return [typed(one) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"$d"}:
        return EPOCH + timedelta(milliseconds=value["$d"])
    if set(value) == {"$b"}:
        return base64.b64decode(value["$b"])
    return {name: typed(one) for name, one in value.items()}


def tagged(value: Any) -> Any:
    """Return a value as it is recorded."""
    if isinstance(value, list):
        return [tagged(one) for one in value]
    if isinstance(value, dict):
        return {name: tagged(one) for name, one in value.items()}
    if isinstance(value, datetime):
        return {"$d": (value - EPOCH) // timedelta(milliseconds=1)}
    if isinstance(value, bytes):
        return {"$b": base64.b64encode(value).decode()}
    return value
