"""What may have brought an order: a code, a click that was consented to, a link of the visit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How a partner is known. A link is carried by the form or the basket of the same visit."""

    CODE = "code"
    CLICK = "click"
    LINK = "link"
    NAMED = "named"  # by an account that decides anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One trace that leads to a partner.

    `source` is the code, the click's id or the link's key, "" where an account named the partner.
    `at` is when it was made: of a code when it was used, of a click or a visit when it came.
    `link_id` is the link it came by, "" for a code. `human` is false for a click with another
    verdict.
    """

    way: Way
    partner_id: str
    source: str
    at: datetime
    link_id: str = ""
    human: bool = True
