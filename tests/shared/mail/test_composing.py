"""Composing keeps nothing of a recipient."""

import gc
from datetime import UTC, datetime

from shared.mail import Mail
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
    assert one.get_boundary() != other.get_boundary() or one.get_boundary() is None
