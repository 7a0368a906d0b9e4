"""Links in mails open one thing each."""

from services.contests.domain.tokens import CONFIRM, MANAGE, token_hash, token_of

KEY = bytes(range(32))


def test_a_token_holds_128_bits_in_characters_that_urls_keep() -> None:
    token = token_of(KEY, CONFIRM, "entry")
    assert len(token) * 6 >= 128
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_token_can_be_written_again_and_differs_by_purpose_entry_and_contest() -> None:
    assert token_of(KEY, CONFIRM, "e1") == token_of(KEY, CONFIRM, "e1")
    tokens = {
        token_of(KEY, CONFIRM, "e1"),
        token_of(KEY, MANAGE, "e1"),
        token_of(KEY, CONFIRM, "e2"),
        token_of(KEY[::-1], CONFIRM, "e1"),
    }
    assert len(tokens) == 4


def test_what_is_stored_does_not_hold_the_token() -> None:
    token = token_of(KEY, CONFIRM, "e1")
    assert token not in token_hash(token)
    assert len(token_hash(token)) == 64
