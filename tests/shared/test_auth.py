"""Tokens name one caller to one service for a short time; permissions go by role."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.auth import (
    Caller,
    Permission,
    Role,
    TokenSigner,
    TokenVerifier,
    Unauthenticated,
    public_key_of,
)
from shared.clock import ManualClock
from shared.errors import Kind
from shared.ids import SeededIds

KEY = bytes(range(32))
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
WHO = Caller("account-1", "workspace-1", frozenset({"owner", "analyst"}), "request-0001")
CLAIMS = {
    "iss": "kermesse.gateway",
    "sub": "account-1",
    "aud": "contests",
    "iat": int(NOW.timestamp()),
    "exp": int(NOW.timestamp()) + 60,
    "jti": "1",
    "ws": "workspace-1",
    "roles": ["owner"],
    "rid": "request-0001",
}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def signer(clock: ManualClock) -> TokenSigner:
    return TokenSigner(KEY, clock, SeededIds())


@pytest.fixture
def verifier(clock: ManualClock) -> TokenVerifier:
    return TokenVerifier(public_key_of(KEY), "contests", clock)


def signed(claims: dict[str, Any], key: bytes = KEY) -> str:
    return jwt.encode(claims, Ed25519PrivateKey.from_private_bytes(key), algorithm="EdDSA")


def test_a_token_carries_the_caller(signer: TokenSigner, verifier: TokenVerifier) -> None:
    assert verifier.verify(signer.sign(WHO, "contests")) == WHO


def test_a_token_is_for_one_service(signer: TokenSigner, verifier: TokenVerifier) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(signer.sign(WHO, "insights"))


def test_a_token_ends_on_the_second(
    signer: TokenSigner, verifier: TokenVerifier, clock: ManualClock
) -> None:
    token = signer.sign(WHO, "contests", seconds=60)
    clock.advance(seconds=59, milliseconds=999)
    assert verifier.verify(token) == WHO
    clock.advance(milliseconds=1)
    with pytest.raises(Unauthenticated):
        verifier.verify(token)


def test_clocks_may_differ_by_seconds_not_by_a_minute(verifier: TokenVerifier) -> None:
    for ahead, accepted in ((4, True), (60, False)):
        then = ManualClock(NOW + timedelta(seconds=ahead))
        token = TokenSigner(KEY, then, SeededIds()).sign(WHO, "contests")
        if accepted:
            assert verifier.verify(token) == WHO
        else:
            with pytest.raises(Unauthenticated):
                verifier.verify(token)


def test_another_key_signs_nothing(verifier: TokenVerifier, clock: ManualClock) -> None:
    token = TokenSigner(bytes(32), clock, SeededIds()).sign(WHO, "contests")
    with pytest.raises(Unauthenticated):
        verifier.verify(token)


def test_every_changed_character_is_seen(signer: TokenSigner, verifier: TokenVerifier) -> None:
    token = signer.sign(WHO, "contests")
    for place, letter in enumerate(token[:-1]):
        changed = token[:place] + ("A" if letter != "A" else "B") + token[place + 1 :]
        with pytest.raises(Unauthenticated):
            verifier.verify(changed)


def test_claims_that_were_signed_as_they_should_are_accepted(verifier: TokenVerifier) -> None:
    assert verifier.verify(signed(CLAIMS)).roles == {"owner"}


@pytest.mark.parametrize("claim", sorted(CLAIMS))
def test_a_token_that_lacks_a_claim_is_refused(verifier: TokenVerifier, claim: str) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(signed({k: v for k, v in CLAIMS.items() if k != claim}))


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", "someone"),
        ("ws", 7),
        ("rid", None),
        ("roles", "owner"),
        ("roles", [["owner"]]),
        ("exp", "tomorrow"),
        ("exp", 9e18),
        ("iat", True),
        ("aud", ["insights", "influencers"]),
    ],
)
def test_a_claim_of_the_wrong_kind_is_refused(
    verifier: TokenVerifier, claim: str, value: object
) -> None:
    with pytest.raises(Unauthenticated):
        verifier.verify(signed({**CLAIMS, claim: value}))


def test_the_algorithm_is_not_the_tokens_choice(verifier: TokenVerifier) -> None:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    unsigned = f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(CLAIMS)}."
    shared_secret = jwt.encode(CLAIMS, public_key_of(KEY), algorithm="HS256")
    for forged in (unsigned, shared_secret, "", "a.b.c", "é.é.é", "x" * 10_000):
        with pytest.raises(Unauthenticated):
            verifier.verify(forged)


def test_a_refusal_is_a_401() -> None:
    assert Unauthenticated().kind is Kind.UNAUTHENTICATED


def test_a_permission_goes_by_role() -> None:
    writes = Permission("contests.write", {Role.OWNER, Role.MANAGER})
    assert WHO.may(writes)
    assert not Caller("s", "w", frozenset({"analyst"}), "r").may(writes)
    assert not Caller("s", "w", frozenset(), "r").may(writes)


def test_a_permission_names_known_roles_alone() -> None:
    with pytest.raises(ValueError, match="emperor"):
        Permission("contests.write", {"emperor"})
