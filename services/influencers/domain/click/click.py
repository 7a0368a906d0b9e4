"""A click: a recorded visit with its verdict. All are kept and shown, only people's are paid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.influencers.domain.click.agents import Agent
from shared.events import Event, Stamp, fact, hour_of

CLICK_TOPIC = "influencers.click"
# Raw clicks are kept for 25 months at most; what was counted of them stays.
KEPT = timedelta(days=760)
# Within this time, one browser on one link is one visit.
ONE_VISIT = timedelta(hours=1)


class Verdict(StrEnum):
    """What a click is taken for."""

    HUMAN = "human"
    BOT = "bot"
    PREVIEW = "preview"
    SCANNER = "scanner"
    DUPLICATE = "duplicate"


VERDICT_OF: Mapping[Agent, Verdict] = {
    Agent.PERSON: Verdict.HUMAN,
    Agent.PREVIEW: Verdict.PREVIEW,
    Agent.SCANNER: Verdict.SCANNER,
    Agent.BOT: Verdict.BOT,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What the gateway recorded. `mark` is that of one browser on one link in one day.

    `program_id` and `partner_id` are "" where the link belongs to none.
    """

    id: str
    workspace_id: str
    link_id: str
    at: datetime
    trigger: str
    agent: str
    network: str
    mark: str
    referrer: str = ""
    program_id: str = ""
    partner_id: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """A visit with its verdict and the reason of it ("" for a person's)."""

    visit: Visit
    verdict: Verdict
    reason: str = ""

    @property
    def event(self) -> Event:
        """The verdict, told under the click's own id: a repeat is the same event."""
        visit = self.visit
        data = {
            "click_id": visit.id,
            "link_id": visit.link_id,
            "hour": hour_of(visit.at),
            "trigger": visit.trigger,
            "verdict": self.verdict.value,
            "reason": self.reason,
        }
        owners = {"program_id": visit.program_id, "partner_id": visit.partner_id}
        told = data | {name: owner for name, owner in owners.items() if owner}
        return fact(CLICK_TOPIC, "judged", visit.link_id, Stamp(visit.id, visit.at), told)


def twice(visit: Visit, people: Iterable[datetime]) -> bool:
    """Tell whether one of the instants at which this browser was counted is of the same visit.

    Before or after: processes ship what they recorded each in its own order.
    """
    return any(abs(visit.at - at) < ONE_VISIT for at in people)


def judged(visit: Visit, said: tuple[Agent, str], people: Iterable[datetime]) -> Click:
    """Return a visit with its verdict: what its agent says, else whether it was counted already."""
    agent, reason = said
    if agent is not Agent.PERSON:
        return Click(visit, VERDICT_OF[agent], reason)
    if twice(visit, people):
        return Click(visit, Verdict.DUPLICATE, "same_visit")
    return Click(visit, Verdict.HUMAN)
