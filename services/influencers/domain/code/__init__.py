"""A discount code: what buyers type at a checkout, and whose it is."""

from services.influencers.domain.code.code import (
    BadCode,
    CodeTaken,
    CodeVerb,
    DiscountCode,
    NotEnrolled,
    canonical_code,
    code_id,
    made,
    verbs_on,
)

__all__ = [
    "BadCode",
    "CodeTaken",
    "CodeVerb",
    "DiscountCode",
    "NotEnrolled",
    "canonical_code",
    "code_id",
    "made",
    "verbs_on",
]
