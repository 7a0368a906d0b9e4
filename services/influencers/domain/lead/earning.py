"""A commission follows its lead: taken back once it is gone, given again once it is back."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.commission import (
    Cause,
    Commission,
    Moved,
    Void,
    restore,
    void,
)
from services.influencers.domain.lead.lead import Lead
from shared.money import Money


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A lead as it stands now, at the rate of whoever brought it."""

    lead: Lead
    rate: Money | None
    currency: str

    cause = Cause.LEAD

    @property
    def rewarded(self) -> bool:
        """Whether leads earn anything."""
        return bool(self.rate)

    @property
    def first(self) -> Money:
        """What it earned when it came."""
        return self.rate or Money.zero(self.currency)

    def followed(self, commission: Commission, at: datetime) -> Moved:
        """Bring its commission to where the lead stands; older news changes nothing."""
        lead = self.lead
        if commission.followed >= lead.seq or commission.void == Void.ATTRIBUTED_ANEW:
            return commission, ()
        if lead.gone:
            after, events = void(commission, Void(lead.gone), cause=lead.cause, at=at)
        else:
            after, events = restore(commission, self.first, cause=lead.cause, at=at)
        return replace(after, followed=lead.seq), events
