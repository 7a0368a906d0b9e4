"""Why a mail is written."""

from enum import StrEnum


class Purpose(StrEnum):
    """Each has its template in both languages."""

    SIGN_IN = "sign_in"
