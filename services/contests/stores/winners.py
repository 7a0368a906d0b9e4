"""Winners, in the collection `winners`: `_id` is `<contest>:<ref>`."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from services.contests.domain.winner import (
    About,
    Address,
    Sending,
    Skip,
    SkipStep,
    Told,
    Winner,
    WinnerLetter,
    WinnerState,
    WinnerStep,
    winner_id,
)
from shared.documents import Database, Declaration, Document, Duplicate, Gone, Index, Page
from shared.documents.members import known_members, members_of
from shared.documents.things import Things
from shared.errors import NotFound
from shared.events import Event

WINNERS = Declaration(
    "winners",
    indexes=(
        Index("claim", ("workspace_id", "claim_token"), unique=True),
        Index("due", ("due_at",)),
    ),
    publishes=True,
    personal={
        "address": Gone.REMOVED,
        "choice": Gone.REMOVED,
        "sending.tracking": Gone.REMOVED,
        "sending.voucher": Gone.REMOVED,
        "replaced": Gone.REMOVED,
        "letters": Gone.REMOVED,
    },
)
PAGE = 200
Part = TypeVar("Part", Skip, Address, Sending)
OWED = "owed"
_SHAPED = (
    *("state", "code", "skip", "told", "notice_owed"),
    *("reminded", "address", "choice", "sending", "replaced", "received", "letters"),
    "skip_steps",
)
_PLAIN = tuple(each.name for each in fields(Winner) if each.name not in _SHAPED)


class WinnerStore:
    """Who holds the places."""

    def __init__(self, database: Database) -> None:
        self.collection = database.open(WINNERS)
        self._things = Things(self.collection, winner_of, winner_document)

    def add(self, winner: Winner, events: Sequence[Event] = ()) -> bool:
        """Store a winner; False when it exists."""
        try:
            self._things.add(winner, events)
        except Duplicate as refused:
            if refused.index != "_id":
                raise
            return False
        return True

    def find(self, workspace: str, contest: str, ref: str) -> Winner | None:
        """Return a winner, or None."""
        return self._things.find(workspace, winner_id(contest, ref))

    def get(self, workspace: str, contest: str, ref: str) -> Winner:
        """Return a winner. Raises `NotFound`."""
        return self._things.get(workspace, winner_id(contest, ref))

    def by_claim(self, workspace: str, claim_hash: str) -> Winner:
        """Return the winner of a claim token, by its hash. Raises `NotFound`."""
        found = self._things.first(workspace, {"claim_token": claim_hash})
        if found is None:
            raise NotFound
        return found

    def of_contest(self, workspace: str, contest: str) -> list[Winner]:
        """Return all winners of a contest, by place, in the order they held it."""
        winners: list[Winner] = []
        after = None
        while True:
            page = self.page(workspace, contest, after=after)
            winners += page.items
            after = page.after
            if after is None:
                return sorted(winners, key=lambda each: (each.place, each.promoted, each.drawn_at))

    def page(
        self, workspace: str, contest: str, *, after: str | None, limit: int = PAGE
    ) -> Page[Winner]:
        """Return winners of a contest by their refs."""
        where = {"_id": {"$gte": f"{contest}:", "$lt": f"{contest};"}}
        return self._things.page(workspace, where, after=after, limit=limit)

    def change(self, workspace: str, contest: str, ref: str, step: WinnerStep) -> Winner:
        """Change a winner by a transition of the domain, asked again if somebody was faster.

        Raises `NotFound`, and what `step` raises.
        """
        return self._things.change(workspace, winner_id(contest, ref), step)


def winner_document(winner: Winner) -> Document:
    """Return the document of a winner; what they do not have yet is absent."""
    document: dict[str, Any] = {name: getattr(winner, name) for name in _PLAIN}
    document |= {
        "_id": winner.id,
        "state": winner.state.value,
        "code": winner.code or None,
        "notice": OWED if winner.notice_owed else None,
        "skip": _part(winner.skip),
        "told": _part(winner.told),
        "reminded": winner.reminded or None,
        "address": _part(winner.address),
        "choice": dict(winner.choice) if winner.choice else None,
        "sending": _part(winner.sending),
        "replaced": [_part(each) for each in winner.replaced] or None,
        "received": winner.received or None,
        "letters": [members_of(each) for each in winner.letters] or None,
        "skip_steps": [members_of(each) for each in winner.skip_steps] or None,
    }
    return {name: value for name, value in document.items() if value is not None}


def winner_of(document: Mapping[str, Any]) -> Winner:
    """Return the winner of a document."""
    told = document.get("told")
    known = {name: document[name] for name in _PLAIN if name in document}
    return Winner(
        **known,
        state=WinnerState(document["state"]),
        code=document.get("code", ""),
        notice_owed="notice" in document,
        skip=_read(Skip, document.get("skip")),
        told=Told(**{**_known(Told, told), "about": About(told["about"])}) if told else None,
        reminded=document.get("reminded", ""),
        address=_read(Address, document.get("address")),
        choice=document.get("choice"),
        sending=_read(Sending, document.get("sending")),
        replaced=tuple(Sending(**_known(Sending, each)) for each in document.get("replaced", ())),
        received=document.get("received", False),
        letters=tuple(map(_letter, document.get("letters", ()))),
        skip_steps=tuple(
            SkipStep(**known_members(SkipStep, step)) for step in document.get("skip_steps", ())
        ),
    )


def _letter(document: Mapping[str, Any]) -> WinnerLetter:
    return WinnerLetter(**known_members(WinnerLetter, document))


def _part(made: Skip | Told | Address | Sending | None) -> Document | None:
    if made is None:
        return None
    members = {each.name: getattr(made, each.name) for each in fields(made)}
    return {
        name: str(value) if name == "about" else value for name, value in members.items() if value
    }


def _read(made: type[Part], document: Mapping[str, Any] | None) -> Part | None:
    return made(**_known(made, document)) if document else None


def _known(made: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: document[each.name] for each in fields(made) if each.name in document}
