"""The receipt: what an entrant keeps, so that being left out of the list can be shown.

`{"contest", "ref", "weight", "confirmed_at", "rules", "signature"}`: `rules` is the hash of the
rules in force at confirmation, `signature` the hexadecimal Ed25519 signature of the canonical
bytes of the rest, under the public key that the frozen settings name.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.contests.domain.draw import canonical, entry_line
from shared.events import instant_text

Sign = Callable[[bytes], bytes]


def issue_receipt(
    sign: Sign, *, contest: str, ref: str, weight: int, confirmed_at: datetime, rules: str
) -> dict[str, Any]:
    """Return the signed receipt of one confirmed entry. Raises `BadEntryLine`."""
    entry_line(ref, weight)
    body = {
        "contest": contest,
        "ref": ref,
        "weight": weight,
        "confirmed_at": instant_text(confirmed_at),
        "rules": rules,
    }
    return {**body, "signature": sign(canonical(body)).hex()}
