"""Composing keeps nothing of a recipient, and lets nobody forge a header."""

import gc
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import pytest

from shared.mail import Mail, MailRefused
from shared.mail.composing import compose

NOW = datetime(2026, 3, 29, 10, tzinfo=UTC)


def mail_to(name: str) -> Mail:
    return Mail(
        message_id=f"{name}@kermesse.example",
        sender="Kermesse <news@kermesse.example>",
        to=f"{name} <{name}@example.org>",
        subject=f"{name}, votre place",
        text="Bonjour.\n",
        html="<p>Bonjour.</p>",
        headers={
            "List-Unsubscribe": f"<https://kermesse.example/u/{name}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Reply-To": f"{name}@example.org",
        },
    )


def _names_one(part: object) -> bool:
    return isinstance(part, str) and "zoe1" in part


def test_nothing_of_a_recipient_stays_in_memory() -> None:
    for number in range(3):
        compose(mail_to(f"zoe{number}"), NOW).as_bytes()
    gc.collect()
    holders = [one for one in gc.get_objects() if isinstance(one, tuple | list)]
    assert [one for one in holders if any(_names_one(part) for part in one)] == []


def test_two_mails_share_no_header() -> None:
    one, other = (compose(mail_to(name), NOW) for name in ("ada", "zoe"))
    assert one["List-Unsubscribe"] == "<https://kermesse.example/u/ada>"
    assert other["List-Unsubscribe"] == "<https://kermesse.example/u/zoe>"
    assert one["MIME-Version"] == other["MIME-Version"] == "1.0"
    assert one.as_bytes() != other.as_bytes()
    assert one.get_boundary() != other.get_boundary()


FORGED = "=?utf-8?b?" + b64encode(b"x\r\nReply-To: thief@evil.org\r\n\r\nbody").decode() + "?="


@pytest.mark.parametrize(
    "change",
    [
        {"subject": f"Lampe {FORGED} or"},
        {"subject": FORGED},
        {"sender": f"{FORGED} <news@kermesse.example>"},
        {"to": f"{FORGED} <ada@example.org>"},
        {"headers": {"X-Why": FORGED}},
        {"subject": "été " + FORGED + " été"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_encoded_word_that_was_typed_forges_no_header(change: dict[str, Any]) -> None:
    written = compose(replace(mail_to("ada"), **{"headers": {}, **change}), NOW).as_bytes()
    read = message_from_bytes(written, policy=SMTP)
    assert read["Reply-To"] is None
    assert b"\nReply-To" not in written
    assert read.get_body(("plain",)).get_content().strip() == "Bonjour."  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["a\u2028b", "a\x85b", "a\ud800b"])
def test_what_no_header_can_carry_is_refused(typed: str) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {"subject": typed},
        {"to": f"{typed} <a@example.org>"},
        {"headers": {"X-A": typed}},
    )
    for change in changes:
        with pytest.raises(MailRefused):
            compose(replace(mail_to("ada"), **change), NOW)
    with pytest.raises(MailRefused):
        compose(replace(mail_to("ada"), text="half \ud800"), NOW)


def test_an_address_that_is_an_encoded_word_is_refused() -> None:
    with pytest.raises(MailRefused):
        compose(replace(mail_to("ada"), to="=?utf-8?q?a?=@x.org"), NOW)
