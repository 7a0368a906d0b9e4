"""Why a mail is written."""

from enum import StrEnum


class Purpose(StrEnum):
    """Each has its template in both languages."""

    CONFIRM = "confirm"
    STILL_WAITING = "still_waiting"
    ALREADY_IN = "already_in"
    RECEIPT = "receipt"
    EXCLUDED = "excluded"
    REINSTATED = "reinstated"
    AMENDED = "amended"
    CALLED_OFF = "called_off"
    SEALED = "sealed"
    WINNER = "winner"
    SKIP_NOTICE = "skip_notice"
    KEPT = "kept"
    REMINDER = "reminder"
    DETAILS = "details"
    SENT = "sent"
    LETTER = "letter"
    RESULT = "result"


# The others answer something the person did, or owe them an answer: nobody unsubscribes from them.
MARKETING_CAPABLE = frozenset({Purpose.RECEIPT, Purpose.SEALED})
