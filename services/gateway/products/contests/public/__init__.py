"""What the audience sees: one module a screen, each adds its views to `public`.

Every address begins with `/<lang>/w/<workspace>`; a view receives `workspace` (its id).
"""

from services.gateway.products.contests.public import (
    claim,
    confirm,
    contest,
    feed,
    own_entry,
    papers,
    proof,
    refusals,
    rules,
)
from services.gateway.products.contests.public.blueprint import public

__all__ = [
    "claim",
    "confirm",
    "contest",
    "feed",
    "own_entry",
    "papers",
    "proof",
    "public",
    "refusals",
    "rules",
]
