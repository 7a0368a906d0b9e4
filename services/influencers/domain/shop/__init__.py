"""How a shop proves that a message is its own."""

from services.influencers.domain.shop.signature import (
    TOLERANCE,
    BadSignature,
    StaleSignature,
    signed,
    verify,
)

__all__ = ["TOLERANCE", "BadSignature", "StaleSignature", "signed", "verify"]
