"""A link by which a partner signs in: used once, within 15 minutes.

It is stored before its mail is written, and stored for an address that nobody has too: asking
takes the same writes whoever is known.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.influencers.domain.portal.errors import LinkLate, LinkUsed

OPENS_FOR = timedelta(minutes=15)
# Whoever comes late is told so for this long.
KEPT = timedelta(days=1)
ID_LENGTH, PROOF_LENGTH = 26, 32


@dataclass(frozen=True)
class SignInLink:
    """A link; `partner_id` is "" where nobody has the address, and then nothing is mailed.

    `language` is that of the page where it was asked for. `due_at` is when its mail is written,
    then when it goes.
    """

    id: str
    workspace_id: str
    partner_id: str
    language: str
    asked_at: datetime
    expires_at: datetime
    due_at: datetime
    written_at: datetime | None = None
    used_at: datetime | None = None
    version: int = 1

    @property
    def is_to_write(self) -> bool:
        """Whether somebody waits for its mail."""
        return bool(self.partner_id) and self.written_at is None

    def opens(self, now: datetime) -> bool:
        """Tell whether it still lets its partner in."""
        return self.used_at is None and now < self.expires_at

    def written(self, now: datetime) -> "SignInLink":
        """Return it once its mail is written: it is removed in its time."""
        return replace(self, written_at=now, due_at=self.expires_at + KEPT)

    def used(self, now: datetime) -> "SignInLink":
        """Return it used, for good. Raises `LinkUsed` or `LinkLate`."""
        self.require_open(now)
        return replace(self, used_at=now)

    def require_open(self, now: datetime) -> None:
        """Raise `LinkUsed` or `LinkLate` unless it lets its partner in."""
        if self.used_at is not None:
            raise LinkUsed
        if not self.opens(now):
            raise LinkLate


def asked(id_: str, *, workspace: str, partner: str, language: str, now: datetime) -> SignInLink:
    """Return a link that somebody asks for; `partner` is "" where nobody has the address."""
    return SignInLink(
        id=id_,
        workspace_id=workspace,
        partner_id=partner,
        language=language,
        asked_at=now,
        expires_at=now + OPENS_FOR,
        due_at=now,
    )


def token_of(link: str, proof: str) -> str:
    """Return what stands in the address: the link's id, and 128 bits that prove it.

    `proof` is the HMAC of the id under a key of the workspace, hexadecimal: it is never stored.
    """
    return f"{link}{proof[:PROOF_LENGTH]}"


def id_in(token: str) -> str:
    """Return the id of the link that a token claims to prove, "" where it has not its length."""
    return token[:ID_LENGTH] if len(token) == ID_LENGTH + PROOF_LENGTH else ""
