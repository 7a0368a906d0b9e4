"""Why an entry may deserve a look: never a refusal, which people alone decide."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

# So many entries of one domain, within so long before and after, are worth a look.
BURST, BURST_WITHIN = 10, timedelta(minutes=10)


class HintReason(StrEnum):
    """What was seen.

    `same_mailbox`: others entered under another name of its mailbox. `disposable`: the address is
    of a provider of throw-away mailboxes. `burst`: many of its mail domain came at once, which no
    public provider serves.
    """

    SAME_MAILBOX = "same_mailbox"
    DISPOSABLE = "disposable"
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class Hint:
    """`refs` are the other entries of its mailbox, `count` is how many came at once."""

    reason: HintReason
    refs: tuple[str, ...] = ()
    count: int = 0
