"""What a shop or a script sent at once, and what was answered for each part of it."""

from services.influencers.domain.delivery.delivery import KEPT, Answer, Delivery

__all__ = ["KEPT", "Answer", "Delivery"]
