"""Accounts: who may sign in, into which workspace, with which role."""

from dataclasses import dataclass
from datetime import datetime

from shared.errors import FieldError, Invalid

ROLES = ("owner", "manager", "moderator", "analyst")
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200


@dataclass(frozen=True)
class Account:
    """A member of the staff. `email` is canonical (lower case), `password` an argon2 hash."""

    id: str
    workspace_id: str
    email: str
    password: str
    role: str
    opened_at: datetime


def canonical_email(email: str) -> str:
    """Return the form of `email` under which an account is looked up."""
    return email.strip().lower()


def check_account(email: str, password: str, role: str) -> None:
    """Raise `Invalid` with every field that cannot open an account."""
    wrong = []
    if "@" not in email.strip("@"):
        wrong.append(FieldError("email", "email"))
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        wrong.append(FieldError("password", "too_short", {"min": SHORTEST_PASSWORD}))
    if role not in ROLES:
        wrong.append(FieldError("role", "choice", {"choices": list(ROLES)}))
    if wrong:
        raise Invalid(fields=wrong)
