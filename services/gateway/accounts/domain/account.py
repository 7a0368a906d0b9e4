"""Accounts: who may sign in, into which workspace, with which role."""

from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email

from shared.errors import Invalid
from shared.forms.field import Choice, Kind, asks, both, faults_of, fields_of

LONGEST_PASSWORD = 200
_ROLES = (
    Choice("owner", both("Propriétaire", "Owner")),
    Choice("manager", both("Responsable", "Manager")),
    Choice("moderator", both("Modérateur", "Moderator")),
    Choice("analyst", both("Analyste", "Analyst")),
)
ROLES = tuple(role.value for role in _ROLES)


def _is_address(text: str) -> bool:
    """Tell whether mail servers would take it; whether there is such a mailbox nobody asks."""
    try:
        validate_email(text.strip(), check_deliverability=False, strict=True)
    except EmailNotValidError:
        return False
    return True


@dataclass(frozen=True, kw_only=True)
class AccountForm:
    """What an account is opened with; the first two also sign in."""

    email: str = asks(
        Kind.TEXT,
        both("Adresse électronique", "E-mail address"),
        required=True,
        maximum=320,
        check=lambda text: "" if _is_address(text) else "email",
    )
    password: str = asks(
        Kind.SECRET,
        both("Mot de passe", "Password"),
        required=True,
        minimum=12,
        maximum=LONGEST_PASSWORD,
    )
    role: str = asks(Kind.CHOICE, both("Rôle", "Role"), required=True, choices=_ROLES)


ACCOUNT_FIELDS = fields_of(AccountForm)


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
    given = {"email": email, "password": password, "role": role}
    if wrong := faults_of(ACCOUNT_FIELDS, given):
        raise Invalid(fields=wrong)
