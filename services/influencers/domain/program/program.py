"""A program: what is rewarded, for whom, under which terms; and what may become of it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import rfc8785

from services.influencers.domain.errors import ProgramIncomplete, WrongProgramState
from services.influencers.domain.program.blocking import blocking_of, form_of
from services.influencers.domain.program.form import Group, ProgramForm
from shared.errors import StaleVersion
from shared.events import Event

Changed = tuple["Program", Sequence[Event]]


class State(StrEnum):
    """Where a program stands. A paused one takes nobody in, an ended one never again."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    ENDED = "ended"


class ProgramAction(StrEnum):
    """A verb that a page of the team may offer."""

    EDIT = "edit"
    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    ENROLL = "enroll"
    READ_PARTNERS = "read_partners"


@dataclass(frozen=True)
class Program:
    """A program. `settings` is the JSON of its form, frozen once it is opened.

    `terms_hash` is the SHA-256 (hexadecimal) of the terms in both languages as canonical JSON
    (RFC 8785): what a partner accepts is told by it. `due_at` is when payouts are proposed next,
    for the account `round_by`, or by the rules where that is ""; `round_key` names what was asked.
    """

    id: str
    workspace_id: str
    created_at: datetime
    updated_at: datetime
    settings: Mapping[str, Any]
    state: State = State.DRAFT
    terms_hash: str = ""
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    request_hash: str = ""
    due_at: datetime | None = None
    round_by: str = ""
    round_key: str = ""
    version: int = 1

    @property
    def form(self) -> ProgramForm:
        """Its settings, once they are complete."""
        return form_of(self.settings)

    @property
    def blocking(self) -> list[Any]:
        """What still blocks its opening; nothing once it was opened."""
        return blocking_of(self.settings) if self.state is State.DRAFT else []

    @property
    def takes_applications(self) -> bool:
        """Whether anybody may apply now."""
        return self.state is State.OPEN

    def group(self, name: str) -> Group | None:
        """Return its group of a name, None where there is none."""
        groups: Sequence[Group] = self.form.groups
        return next((each for each in groups if each.name == name), None)

    def at(self, version: int) -> "Program":
        """Return it; raise `StaleVersion` unless this is the version that was read."""
        if version != self.version:
            raise StaleVersion
        return self


def saved(program: Program, now: datetime, settings: Mapping[str, Any]) -> Program:
    """Return a draft with other settings; None takes one back. Raises `WrongProgramState`."""
    _require(program, State.DRAFT)
    merged = {**program.settings, **settings}
    kept = {name: value for name, value in merged.items() if value is not None}
    if kept == program.settings:
        return program
    return replace(program, settings=kept, updated_at=now)


def opened(program: Program, now: datetime) -> Changed:
    """Freeze the settings and let people apply.

    Raises `WrongProgramState`, or `ProgramIncomplete` with what blocks.
    """
    _require(program, State.DRAFT)
    if program.blocking:
        raise ProgramIncomplete(fields=program.blocking)
    hashed = terms_hash(program.settings["terms"])
    fresh = replace(program, terms_hash=hashed, opened_at=now, due_at=next_round(program, now))
    return _moved(fresh, State.OPEN, now), ()


def paused(program: Program, now: datetime) -> Changed:
    """Take nobody in for now; a repeat changes nothing. Raises `WrongProgramState`."""
    if program.state is State.PAUSED:
        return program, ()
    _require(program, State.OPEN)
    return _moved(program, State.PAUSED, now), ()


def resumed(program: Program, now: datetime) -> Changed:
    """Open a paused program again; a repeat changes nothing. Raises `WrongProgramState`."""
    if program.state is State.OPEN:
        return program, ()
    _require(program, State.PAUSED)
    return _moved(program, State.OPEN, now), ()


def ended(program: Program, now: datetime) -> Changed:
    """End it for good; a repeat changes nothing. Raises `WrongProgramState`."""
    if program.state is State.ENDED:
        return program, ()
    _require(program, State.OPEN, State.PAUSED)
    return _moved(replace(program, ended_at=now), State.ENDED, now), ()


def round_asked(program: Program, key: str, by: str, now: datetime) -> Program:
    """Return it with payouts to be proposed at once, for the account `by`.

    Raises `WrongProgramState` for a draft.
    """
    if program.state is State.DRAFT:
        raise WrongProgramState
    return replace(program, due_at=now, round_by=by, round_key=key)


def round_done(program: Program, now: datetime) -> Program:
    """Return it once payouts were proposed: they are again with the next month, or when asked."""
    return replace(program, due_at=next_round(program, now), round_by="", round_key="")


def in_rhythm(program: Program, now: datetime) -> Program:
    """Return it with the next date of its payouts, where it was opened before there were such."""
    if program.state is State.DRAFT or program.due_at is not None:
        return program
    return replace(program, due_at=next_round(program, now))


def next_round(program: Program, now: datetime) -> datetime | None:
    """Return when payouts are proposed by the rules: six hours into the next month (UTC)."""
    if program.settings.get("payout_rhythm", "monthly") != "monthly":
        return None
    first = now.replace(day=1, hour=6, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def terms_hash(terms: Mapping[str, str]) -> str:
    """Return what stands for terms in both languages."""
    return hashlib.sha256(rfc8785.dumps(dict(terms))).hexdigest()


def actions_on(program: Program) -> list[ProgramAction]:
    """Return what may be done with a program now."""
    return list(_actions(program))


def _actions(program: Program) -> Iterator[ProgramAction]:
    match program.state:
        case State.DRAFT:
            yield ProgramAction.EDIT
            if not program.blocking:
                yield ProgramAction.OPEN
        case State.OPEN:
            yield from (ProgramAction.PAUSE, ProgramAction.END, ProgramAction.ENROLL)
        case State.PAUSED:
            yield from (ProgramAction.RESUME, ProgramAction.END)
    if program.state is not State.DRAFT:
        yield ProgramAction.READ_PARTNERS


def _require(program: Program, *states: State) -> None:
    if program.state not in states:
        raise WrongProgramState


def _moved(program: Program, state: State, now: datetime) -> Program:
    return replace(program, state=state, updated_at=now)
