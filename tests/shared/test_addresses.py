"""One mailbox, one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.addresses import (
    address_key,
    canonical_address,
    check_address,
    mailbox_key,
    mailbox_of,
    names_of_mailbox,
)
from shared.errors import Invalid

LOCALS = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._+-]{0,20}[A-Za-z0-9])?", fullmatch=True).filter(
    lambda local: ".." not in local and not local.startswith("+")
)
DOMAINS = st.sampled_from(
    ["gmail.com", "googlemail.com", "GMAIL.com", "outlook.com", "proton.me", "pm.me", "ya.ru",
     "example.org"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana.Silva@Gmail.com", "anasilva@gmail.com"),
        ("ana@gmail.com", "ana@googlemail.com"),
        ("ana+kermesse@gmail.com", "ana@gmail.com"),
        ("ana+kermesse@outlook.com", "ANA@outlook.com"),
        ("ANA@Example.ORG", "ana@example.org"),
        ("ana@bücher.example.org", "ana@xn--bcher-kva.example.org"),
        ("  ana@example.org ", "ana@example.org"),
    ],
)
def test_two_spellings_of_one_mailbox_are_one(one: str, other: str) -> None:
    assert canonical_address(one) == canonical_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ana.silva@example.org", "anasilva@example.org"),
        ("ana.silva@outlook.com", "anasilva@outlook.com"),
        ("ana+shop@example.org", "ana@example.org"),
        ("ana@gmail.com", "ana@outlook.com"),
    ],
)
def test_two_mailboxes_that_may_differ_stay_two(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


@given(local=LOCALS, domain=DOMAINS)
def test_the_canonical_form_of_a_canonical_form_is_itself(local: str, domain: str) -> None:
    once = canonical_address(f"{local}@{domain}")
    assert canonical_address(once) == once


@given(local=LOCALS, domain=DOMAINS)
def test_case_never_makes_two_people(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    assert canonical_address(address.upper()) == canonical_address(address.lower())


@pytest.mark.parametrize(
    "typed", ["", "ana", "ana@", "@example.org", "a b@example.org", "ana@localhost", "a@b@c.org",
     "=?utf-8?q?a?=@x.org", "é@example.org", "\uff56@example.org", f"{'a' * 65}@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_address(typed)
    assert [(each.field, each.code) for each in refused.value.fields] == [("email", "email")]


def test_mail_goes_to_the_address_as_it_was_typed() -> None:
    assert check_address(" Ana.Silva+x@gmail.com ") == "Ana.Silva+x@gmail.com"


@pytest.mark.parametrize("typed", ["anna@example.com.", "anna@example.com,", " anna@example.com. "])
def test_the_end_of_a_sentence_is_no_part_of_an_address(typed: str) -> None:
    assert check_address(typed) == "anna@example.com"


def test_a_domain_is_written_as_every_mail_server_takes_it() -> None:
    assert check_address("ana@bücher.example.org") == "ana@xn--bcher-kva.example.org"


def test_two_contests_know_the_same_person_by_different_keys() -> None:
    keys = {address_key(bytes([contest]) * 32, "ana@example.org") for contest in (1, 2)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna@proton.me", "anna@pm.me"),
        ("Anna+jeu@protonmail.com", "an.na@proton.me"),
        ("anna@icloud.com", "anna@me.com"),
        ("anna@yandex.ru", "anna@ya.ru"),
        ("a.nna+x@gmail.com", "anna@googlemail.com"),
    ],
)
def test_two_names_of_one_mailbox_are_known_as_one(one: str, other: str) -> None:
    assert mailbox_of(one) == mailbox_of(other)
    assert mailbox_key(b"k" * 32, one) == mailbox_key(b"k" * 32, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna@example.org", "anna@example.com"),
        ("an.na@example.org", "anna@example.org"),
        ("an.na@icloud.com", "anna@icloud.com"),
        ("anna@tuta.com", "anna@tutanota.com"),
        ("anna@proton.me", "anna@proton.example"),
    ],
)
def test_domains_of_others_are_left_alone(one: str, other: str) -> None:
    assert mailbox_of(one) != mailbox_of(other)


@given(local=LOCALS, domain=DOMAINS)
def test_the_mailbox_of_a_mailbox_is_itself(local: str, domain: str) -> None:
    once = mailbox_of(f"{local}@{domain}")
    assert mailbox_of(once) == once


def test_a_mailbox_and_an_address_never_share_a_key() -> None:
    assert mailbox_key(b"k" * 32, "a@example.org") != address_key(b"k" * 32, "a@example.org")


def test_the_names_of_a_mailbox_are_those_that_its_provider_gives_it() -> None:
    assert names_of_mailbox("A.nna@pm.me") == [
        f"{name}@{domain}"
        for name in ("a.nna", "anna")
        for domain in ("pm.me", "proton.me", "protonmail.ch", "protonmail.com")
    ]
    assert names_of_mailbox("Anna@Example.org") == ["anna@example.org"]
