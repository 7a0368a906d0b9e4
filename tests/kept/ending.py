"""What is the same of two ends of one story: documents, events, letters, papers, figures.

Identifiers that are made after the cut are new each time, and stand as what they are of (`an event
contests.contest.amended.v1 …`). Members by which code orders its own work are left out, and new
members may have come. Instants are the same to two minutes: where a worker was ended in the middle
when the story was recorded, the rest was done that much later.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.kept.recorded import Cut, Line, typed

# How often it was written or told, when it is looked at next, how a list or a page was cut.
OWN_WORK = frozenset({"version", "seq", "due_at", "planned_at", "attempts", "updated_at", "chunks"})
# Wrapped anew by whoever opens a contest.
WRAPPED = frozenset({"secrets", "wrapped"})
# Lists are cut as they come; consents to a newsletter and the audit log had no record.
NEWS = frozenset({"newsletter_consents", "newsletter_suppressions", "workspace_keys"})
APART = NEWS | {"list_chunks", "audit", "audit_log", "audit_checkpoints"}
AUDIT = "kermesse.contests.audit."
# Mails that came since: nothing that was recorded is another for them.
SINCE = frozenset({"still_waiting", "reinstated", "letter", "kept", "details"})
NEARLY = timedelta(minutes=2)
ULID = re.compile(r"[0-9a-hjkmnp-tv-z]{26}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
Place = tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """An event, published or waiting: its place is its document (`contests/winners/…`) and count.

    `heads` are the headers of its message, none while it waits.
    """

    id: str
    type: str
    place: Place
    key: str
    data: Any
    heads: Mapping[str, str]


def events_of(cut: Cut) -> dict[Place, Told]:
    """Return every event, those on the topics and those that wait; a repeat counts once.

    Those for the audit, which came since, are left out, and the others of a document counted
    without them.
    """
    told = [*_waiting(cut.documents.values()), *map(_published, cut.messages.values())]
    of_document: dict[Place, dict[int, Told]] = {}
    for event in told:
        if not event.type.startswith(AUDIT):
            of_document.setdefault(event.place[:-1], {})[int(event.place[-1])] = event
    return {
        (*document, str(count)): replace(events[number], place=(*document, str(count)))
        for document, events in of_document.items()
        for count, number in enumerate(sorted(events), 1)
    }


def _published(line: Line) -> Told:
    heads: dict[str, str] = dict(line["headers"])
    # Which request an event follows from is told since.
    heads.pop("traceparent", None)
    name, kind, source, count = map(
        heads.pop, ("ce_id", "ce_type", "ce_source", "ce_sequence"), [""] * 4
    )
    place = (*source.strip("/").split("/", 2), count)
    told = {"topic": line["topic"], "value": json.loads(line["value"])}
    return Told(name, kind, place, line["key"], told, heads)


def _waiting(lines: Iterable[Line]) -> Iterator[Told]:
    for line in lines:
        for count, event in enumerate(line.get("events", []), line["sent"] + 1):
            place = (line["in"], line["of"], line["body"]["_id"], str(count))
            told = {"topic": event["topic"], "value": json.loads(event["data"])}
            yield Told(event["id"], event["type"], place, event["key"], told, {})


class Names:
    """What identifiers stand for, so that those made after a cut are alike in two tellings."""

    def __init__(self, cut: Cut, end: Cut) -> None:
        self._known = {place[2] for place in cut.documents}
        self._known |= {event.id for event in events_of(cut).values()}
        self._meaning: dict[str, str] = {}
        self._name_refusals(end)
        self._name_events(end)
        self._name_mails(end)

    def of(self, value: Any) -> Any:
        """Return a value with its identifiers by what they stand for."""
        if isinstance(value, str):
            plain = value.strip("<>").partition("@")[0] if value.startswith("<") else value
            return self._meaning.get(plain, value)
        if isinstance(value, list | tuple):
            return [self.of(one) for one in value]
        if isinstance(value, Mapping):
            return {self.of(name): self.of(one) for name, one in value.items()}
        return value

    def _name_refusals(self, end: Cut) -> None:
        for name, refusal in end.of("contests", "refusals").items():
            if name not in self._known:
                self._meaning[name] = f"refusal: {refusal['reason']} {refusal['source']}"

    def _name_events(self, end: Cut) -> None:
        for event in events_of(end).values():
            if event.id not in self._known and ULID.fullmatch(event.id):
                self._meaning[event.id] = f"event {event.type} {self.of(event.place)}"

    def _name_mails(self, end: Cut) -> None:
        """A mail's identifier follows from its event, its purpose and its entry."""
        mails = end.of("contests", "mails")
        for event in events_of(end).values():
            for name, mail in mails.items():
                if name == derived(event.id, mail["purpose"], mail["entry_id"]):
                    origin = self.of(event.id)
                    self._meaning[name] = f"mail {mail['purpose']} {mail['entry_id']} {origin}"


def derived(*parts: str) -> str:
    """Return the identifier that these parts have always given."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def whole(cut: Cut, end: Cut) -> dict[str, Any]:
    """Return all that the end of a story is, seen from a cut."""
    names = Names(cut, end)
    found: dict[str, Any] = {}
    for (database, collection, name), line in end.documents.items():
        kind = f"{database}.{collection}"
        if kind == "contests.list_chunks":
            continue
        found[f"{kind} {names.of(name)}"] = names.of(_own(typed(line["body"])))
    for event in events_of(end).values():
        told = (event.id, event.type, event.key, event.data, event.heads)
        found[f"event {names.of(event.place)}"] = names.of(told)
    for letter in end.letters:
        found[f"letter {names.of(letter['id'])} {letter['to']}"] = {
            "links": _links(letter),
            "attached": letter["attached"],
        }
    return found | {"lists": lists(end)}


def _links(letter: Mapping[str, Any]) -> list[str]:
    """Return where a letter leads; one to confirm leads to erasing too, since that can be done."""
    links: list[str] = letter["links"]
    confirming = [link for link in links if link.startswith("confirm/")]
    return confirming or links


def _own(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in body.items() if name not in OWN_WORK | WRAPPED}


def lists(end: Cut) -> dict[str, list[str]]:
    """Return the lines of each sealed list, however it is cut into chunks."""
    lines: dict[str, list[str]] = {}
    chunks = sorted(end.of("contests", "list_chunks").values(), key=lambda one: str(one["_id"]))
    for chunk in chunks:
        lines.setdefault(chunk["contest_id"], []).extend(chunk["items"])
    return lines


def shape(end: Cut) -> dict[str, int]:
    """Return how many there are of each kind, whoever they are."""
    kinds = ("state", "purpose", "reason", "code", "outcome", "round", "kind", "prize", "excluded")
    count: Counter[str] = Counter()
    for (database, collection, _), line in end.documents.items():
        if SINCE & {collection, line["body"].get("purpose")}:
            continue
        said = [f"{name}={line['body'][name]}" for name in kinds if name in line["body"]]
        count[" ".join([database, collection, *said])] += collection not in APART
    count.update(f"event {event.type}" for event in events_of(end).values())
    return {kind: many for kind, many in sorted(count.items()) if many}


def differences(recorded: Any, found: Any, where: str = "") -> Iterator[str]:
    """Yield in words where `found` is not what was recorded; new members are no difference."""
    if isinstance(recorded, Mapping) and isinstance(found, Mapping):
        for name, value in recorded.items():
            if name in found:
                yield from differences(value, found[name], f"{where}/{name}")
            else:
                yield f"{where}/{name} is gone: {value!r}"
    elif isinstance(recorded, list) and isinstance(found, list) and len(recorded) == len(found):
        for place, (one, other) in enumerate(zip(recorded, found, strict=True)):
            yield from differences(one, other, f"{where}/{place}")
    elif not _same(recorded, found):
        yield f"{where}: {recorded!r} was recorded, now {found!r}"


def _same(one: Any, other: Any) -> bool:
    instants = _instant(one), _instant(other)
    if instants[0] is not None and instants[1] is not None:
        return abs(instants[0] - instants[1]) <= NEARLY
    return type(one) is type(other) and bool(one == other)


def _instant(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    return None
