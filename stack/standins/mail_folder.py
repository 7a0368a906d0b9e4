"""Caught mails: one file each in a folder, numbered in the order of arrival."""

import email
import email.policy
import threading
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path


@dataclass(frozen=True)
class CaughtMail:
    """What a list shows of a mail. `id` is eight digits that grow; `received_at` is RFC 3339."""

    id: str
    to: tuple[str, ...]
    sender: str
    subject: str
    received_at: str

    def as_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return asdict(self)


def _parse(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _summary(number: str, raw: bytes) -> CaughtMail:
    head = _parse(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    return CaughtMail(
        id=number,
        to=tuple(str(one) for one in head.get_all("Delivered-To", [])),
        sender=str(head.get("Return-Path", "")),
        subject=str(head.get("Subject", "")),
        received_at=str(head.get("X-Received-At", "")),
    )


class MailFolder:
    """The mails of a folder, safe for several threads of one process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._arrived = threading.Condition()
        self._mails: list[CaughtMail] = []
        self._of: dict[str, list[CaughtMail]] = defaultdict(list)
        for path in sorted(folder.glob("*.eml")):
            self._note(_summary(path.stem, path.read_bytes()))

    def _note(self, mail: CaughtMail) -> None:
        self._mails.append(mail)
        for address in set(mail.to):
            self._of[address.lower()].append(mail)

    def store(self, sender: str, recipients: list[str], content: bytes) -> CaughtMail:
        """Write a mail to the folder, whole or not at all, and tell those who wait for it.

        Raises `OSError` where the disk has no room.
        """
        now = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds")
        head = [f"Return-Path: {sender}", *(f"Delivered-To: {one}" for one in recipients)]
        raw = "\r\n".join([*head, f"X-Received-At: {now}", ""]).encode() + content
        with self._arrived:
            last = int(self._mails[-1].id) if self._mails else 0
            mail = _summary(f"{last + 1:08}", raw)
            part = self._folder / f"{mail.id}.part"
            try:
                part.write_bytes(raw)
                part.replace(part.with_suffix(".eml"))
            except OSError:
                part.unlink(missing_ok=True)
                raise
            self._note(mail)
            self._arrived.notify_all()
        return mail

    def find(self, to: str = "", after: str = "", wait: float = 0.0) -> list[CaughtMail]:
        """Return the mails to `to` (everyone's without it) that came later than the id `after`.

        Where there is none yet, wait up to `wait` seconds for one.
        """
        deadline = time.monotonic() + wait
        with self._arrived:
            while True:
                mails = self._of.get(to.lower(), []) if to else self._mails
                found = [mail for mail in mails if mail.id > after]
                left = deadline - time.monotonic()
                if found or left <= 0:
                    return found
                self._arrived.wait(left)

    def raw(self, number: str) -> bytes | None:
        """Return the mail as it came, below the lines that the catcher added."""
        path = self._folder / f"{number}.eml"
        return path.read_bytes() if number.isdigit() and path.exists() else None

    def read(self, number: str) -> EmailMessage | None:
        """Return the mail `number`, None when there is none."""
        raw = self.raw(number)
        return None if raw is None else _parse(raw)
