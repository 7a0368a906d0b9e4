"""A decision about one order line, with the losing candidates and the explanation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.influencers.domain.attribution.candidate import Candidate
from shared.ids import derived_id


class Why(StrEnum):
    """Why a candidate won, or lost. Pages have a sentence for each."""

    CODE_USED = "code_used"
    LAST_CLICK = "last_click"
    LINK_OF_VISIT = "link_of_visit"
    NOBODY = "nobody"
    DECIDED = "decided"  # by an account, with a note
    CODE_FIRST = "code_first"
    EARLIER = "earlier"
    AFTER_ORDER = "after_order"
    OUT_OF_WINDOW = "out_of_window"
    NOT_HUMAN = "not_human"
    NO_PARTNER = "no_partner"
    NOT_RUNNING = "not_running"
    BANNED = "banned"


@dataclass(frozen=True, slots=True)
class Lost:
    """A candidate that did not win, and why."""

    candidate: Candidate
    why: Why


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Who brought an order line: `winner` is None where nobody did.

    `over`: the partnership was paused or ended when the order came, what it earns is held.
    `revision` counts the decisions, from 1; `by` and `note` are those of whoever decided anew.
    `suspicions` are what has to be looked at before it is paid. `settled` is the last revision
    whose commission was written; `due_at` is when that of a later one is to be.
    """

    id: str
    program_id: str
    order_id: str
    line_id: str
    decided_at: datetime
    winner: Candidate | None
    why: Why
    lost: tuple[Lost, ...] = ()
    over: bool = False
    revision: int = 1
    by: str = ""
    note: str = ""
    suspicions: tuple[str, ...] = ()
    settled: int = 0
    due_at: datetime | None = None
    workspace_id: str = ""
    version: int = 1

    @property
    def partner_id(self) -> str:
        """Whom it is attributed to, or ""."""
        return self.winner.partner_id if self.winner else ""


def attribution_id(workspace: str, program: str, order: str, line: str) -> str:
    """Return the identifier: one for each order line of a program."""
    return derived_id("attribution", workspace, program, order, line)
