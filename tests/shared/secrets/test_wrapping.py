"""Wrapped secrets."""

import pytest

from shared.secrets import SecretNotOpened, SecretWrapper


def test_a_wrapped_secret_opens_for_its_purpose_alone() -> None:
    wrapper = SecretWrapper(bytes(range(32)))
    wrapped = wrapper.wrap(b"secret", "workspace", "contest", "receipts")
    assert wrapper.unwrap(wrapped, "workspace", "contest", "receipts") == b"secret"
    for purpose in (("workspace", "other", "receipts"), ("workspace", "contest")):
        with pytest.raises(SecretNotOpened):
            wrapper.unwrap(wrapped, *purpose)


def test_a_wrapped_secret_opens_under_its_key_alone_and_unchanged() -> None:
    wrapped = SecretWrapper(bytes(32)).wrap(b"secret", "p")
    with pytest.raises(SecretNotOpened):
        SecretWrapper(b"\x01" * 32).unwrap(wrapped, "p")
    for broken in (b"", wrapped[:11], wrapped[:-1], wrapped[:-1] + bytes([wrapped[-1] ^ 1])):
        with pytest.raises(SecretNotOpened):
            SecretWrapper(bytes(32)).unwrap(broken, "p")


def test_wrapping_twice_gives_different_bytes() -> None:
    wrapper = SecretWrapper(bytes(32))
    assert wrapper.wrap(b"secret", "p") != wrapper.wrap(b"secret", "p")


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(33)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError):
        SecretWrapper(key)
