"""What of a cap or a budget is used."""

from services.influencers.domain.allowance.allowance import Allowance, Reserved, allowance_id

__all__ = ["Allowance", "Reserved", "allowance_id"]
