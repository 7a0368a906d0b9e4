"""Who calls: short tokens that the gateway signs for one service, and permissions by role.

A token is a JWT (RFC 7519) signed with EdDSA over Ed25519 (RFC 8037).
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, ClassVar

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shared.clock import Clock
from shared.errors import AppError, Kind
from shared.ids import IdSource

ISSUER = "kermesse.gateway"
ALGORITHM = "EdDSA"
SKEW_SECONDS = 5
_CLAIMS = ["iss", "sub", "aud", "iat", "exp", "jti", "ws", "roles", "rid"]


class Role(StrEnum):
    """What a person is in a workspace; `public` is the audience, without an account."""

    OWNER = "owner"
    MANAGER = "manager"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    PARTNER = "partner"
    PUBLIC = "public"


class Unauthenticated(AppError):
    """This request carries no valid proof of who calls."""

    slug: ClassVar[str] = "unauthenticated"
    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class Forbidden(AppError):
    """Your role does not allow this."""

    slug: ClassVar[str] = "forbidden"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


@dataclass(frozen=True)
class Permission:
    """Something that one does (`contests.write`), and the roles that may."""

    name: str
    roles: AbstractSet[str]

    def __post_init__(self) -> None:
        roles = frozenset(Role(role) for role in self.roles)
        object.__setattr__(self, "roles", roles)


# Names and addresses of people; whoever hands them out has noted it before.
READ_PEOPLE = Permission("read_people", {Role.OWNER, Role.MANAGER})

# Everything of one address, found, taken out or erased: by the operator's command.
HANDLE_PEOPLE = Permission("handle_people", {Role.OWNER})


@dataclass(frozen=True)
class Caller:
    """On whose behalf the gateway calls. `subject` is an account's or a partner's id."""

    subject: str
    workspace_id: str
    roles: frozenset[str]
    request_id: str

    def may(self, permission: Permission) -> bool:
        """Tell whether one of the caller's roles has `permission`."""
        return not self.roles.isdisjoint(permission.roles)


def public_key_of(private_key: bytes) -> bytes:
    """Return the 32 bytes of the public key that belongs to the 32 bytes of `private_key`."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


class TokenSigner:
    """Signs callers' tokens with the 32 bytes of an Ed25519 private key."""

    def __init__(self, private_key: bytes, clock: Clock, ids: IdSource) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private_key)
        self._clock = clock
        self._ids = ids

    def sign(self, caller: Caller, audience: str, seconds: int = 60) -> str:
        """Return a token that the service `audience` accepts during `seconds`."""
        now = self._clock.now()
        claims = {
            "iss": ISSUER,
            "sub": caller.subject,
            "aud": audience,
            "iat": int(now.timestamp()),
            "exp": int((now + timedelta(seconds=seconds)).timestamp()),
            "jti": self._ids.ulid(),
            "ws": caller.workspace_id,
            "roles": sorted(caller.roles),
            "rid": caller.request_id,
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)


class TokenVerifier:
    """Accepts the tokens of one gateway, by the 32 bytes of its public key, for one service."""

    _options: ClassVar[Any] = {
        "require": _CLAIMS,
        "verify_exp": False,
        "verify_iat": False,
        "verify_nbf": False,
    }

    def __init__(self, public_key: bytes, audience: str, clock: Clock) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(public_key)
        self._audience = audience
        self._clock = clock

    def verify(self, token: str) -> Caller:
        """Return who calls; raise `Unauthenticated` without telling what was wrong."""
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                issuer=ISSUER,
                options=self._options,
            )
        except (jwt.InvalidTokenError, ValueError):
            raise Unauthenticated from None
        self._check_times(claims)
        return _caller(claims)

    def _check_times(self, claims: dict[str, Any]) -> None:
        """Check against the injected clock, which the library cannot take."""
        issued, expires = claims["iat"], claims["exp"]
        if type(issued) is not int or type(expires) is not int:
            raise Unauthenticated
        now = self._clock.now().timestamp()
        if now >= expires or issued > now + SKEW_SECONDS:
            raise Unauthenticated("This proof of who calls has expired: repeat the request.")


def _caller(claims: dict[str, Any]) -> Caller:
    texts = (claims["sub"], claims["ws"], claims["rid"])
    roles = claims["roles"]
    if not all(isinstance(each, str) for each in texts) or not isinstance(roles, list):
        raise Unauthenticated
    if not all(isinstance(role, str) for role in roles):
        raise Unauthenticated
    return Caller(texts[0], texts[1], frozenset(roles), texts[2])
