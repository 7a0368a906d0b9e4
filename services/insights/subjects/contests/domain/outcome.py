"""What becomes of an entry or a refusal, by the verb of its event: what is counted."""

from collections.abc import Mapping

UNCONFIRMED = "unconfirmed"
CONFIRMED = "confirmed"
WITHDRAWN = "withdrawn"
LAPSED = "lapsed"
EXCLUDED = "excluded"
REFUSED = "refused"

STATE_OF: Mapping[str, str] = {
    "submitted": UNCONFIRMED,
    "confirmed": CONFIRMED,
    "excluded": EXCLUDED,
    "reinstated": CONFIRMED,
    "withdrawn": WITHDRAWN,
    "lapsed": LAPSED,
    "refused": REFUSED,
}
WITH_REASON = (EXCLUDED, REFUSED)


def outcome_of(verb: str, reason: str = "") -> str:
    """Return the outcome that is counted: the state, `:` and its reason where there is one."""
    state = STATE_OF[verb]
    return f"{state}:{reason}" if reason and state in WITH_REASON else state
