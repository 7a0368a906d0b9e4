"""A lead: somebody came and left their name; a script tells it, or an entry of a contest."""

from services.influencers.domain.lead.earning import LeadLine
from services.influencers.domain.lead.lead import LEAD_LINE, Lead, lead_id, lead_of_entry

__all__ = ["LEAD_LINE", "Lead", "LeadLine", "lead_id", "lead_of_entry"]
