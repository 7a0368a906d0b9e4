"""Addresses that look mistyped, and those that do not."""

import pytest

from shared.mail.spelling import PROVIDERS, suggested_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmail.con", "anna@gmail.com"),
        ("anna@gmail.fr", "anna@gmail.com"),
        ("Anna.B@GMIAL.COM", "Anna.B@gmail.com"),
        ("anna@hotmial.fr", "anna@hotmail.fr"),
        ("anna@outlok.com", "anna@outlook.com"),
        ("anna@orage.fr", "anna@orange.fr"),
        ("anna@wanado.fr", "anna@wanadoo.fr"),
        ("anna@laposte.ner", "anna@laposte.net"),
        ("anna@icloud.co", "anna@icloud.com"),
        ("anna@yaho.fr", "anna@yahoo.fr"),
    ],
)
def test_what_was_perhaps_meant_is_suggested(typed: str, meant: str) -> None:
    assert suggested_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "anna", "@", "anna@example.org", "anna@lumen.com", "anna@hotmail.it", "anna@live.nl",
     "anna@gmx.at", "anna@yopmail.com", "anna@apple.com", "anna@edf.fr", "anna@mail.com"],
)  # fmt: skip
def test_what_may_be_right_is_left_alone(typed: str) -> None:
    assert suggested_address(typed) == ""


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_that_is_known_is_never_corrected(provider: str) -> None:
    assert suggested_address(f"anna@{provider}") == ""
