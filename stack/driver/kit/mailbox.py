"""The mails that someone got, read at the mail catcher."""

import email
import email.policy
import json
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property
from typing import Any

import requests

from stack.driver.kit.waiting import NeverCame

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:)]")
LONGEST_ASK = 5.0


@dataclass(frozen=True)
class Letter:
    """A mail as it came."""

    id: str
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        message = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return message

    @cached_property
    def text(self) -> str:
        """Its plain text."""
        body = self.message.get_body(preferencelist=("plain",))
        return "" if body is None else str(body.get_content())

    def link(self, part: str) -> str:
        """Return the first link that has `part` in it, "" without one."""
        return next((url for url in LINK.findall(self.text) if part in url), "")

    def attached_json(self) -> dict[str, Any] | None:
        """Return the first attachment that is JSON."""
        for part in self.message.iter_attachments():
            if part.get_content_type() == "application/json":
                content = part.get_content()
                return dict(json.loads(content))
        return None


class Mailbox:
    """The mail catcher at `url`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def _get(self, path: str, **asked: str) -> requests.Response:
        answer = self._session.get(f"{self._url}{path}", params=asked, timeout=30)
        answer.raise_for_status()
        return answer

    def letters(self, to: str, after: str = "", wait: float = 0.0) -> list[Letter]:
        """Return the letters to `to` that came after the one of id `after`."""
        listed = self._get("/mails", to=to, after=after, wait=str(wait)).json()
        return [Letter(one["id"], self._get(f"/mails/{one['id']}/raw").content) for one in listed]

    def wait_for(self, to: str, holding: str, what: str, seconds: float, nth: int = 1) -> Letter:
        """Return the nth letter to `to` whose text holds `holding`; raise `NeverCame`."""
        deadline, after = time.monotonic() + seconds, ""
        while (left := deadline - time.monotonic()) > 0:
            for letter in self.letters(to, after, min(left, LONGEST_ASK)):
                after = letter.id
                nth -= holding in letter.text
                if nth == 0:
                    return letter
        raise NeverCame(f"{what}, by mail to {to} (waited {seconds:.0f} s)")

    def how_many(self) -> int:
        """Return how many mails there are."""
        return len(self._get("/mails").json())
