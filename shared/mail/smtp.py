"""Mail over SMTP (RFC 5321), one connection kept between mails."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from shared.clock import Clock, SystemClock
from shared.mail import Mail, MailRefused, MailUnavailable
from shared.mail.answers import SYSTEM_STATUS, raise_for_mail, raise_for_recipient
from shared.mail.composing import compose
from shared.mail.mailboxes import mailbox_of, sender_of

_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class SmtpAddress:
    """Where and how to connect."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read `smtp[s]://[user:password@]host[:port][?starttls=1]`; raise `ValueError`."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("smtp://host:port or smtps://host:port")
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=parts.scheme == "smtps",
            starttls=parse_qs(parts.query).get("starttls") == ["1"],
        )


class SmtpMailer:
    """Sends over one connection, made on first use and again when it is lost."""

    def __init__(
        self,
        url: str,
        *,
        clock: Clock | None = None,
        timeout: float = 10.0,
        tls_context: Callable[[], ssl.SSLContext] = ssl.create_default_context,
    ) -> None:
        self._address = SmtpAddress.parse(url)
        self._clock = clock or SystemClock()
        self._timeout = timeout
        self._tls_context = tls_context
        self._lock = threading.Lock()
        self._connection: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> None:
        """Return when the server has accepted it.

        Raise `MailRefused`, `MailUnfit`, `MailDeferred` or `MailUnavailable`.
        """
        message = compose(mail, self._clock.now())
        sender, recipient = sender_of(mail).address, mailbox_of(mail.to).address
        with self._lock:
            connection = self._connected()
            try:
                connection.send_message(message, sender, [recipient])
            except smtplib.SMTPRecipientsRefused as error:
                raise_for_recipient(*min(error.recipients.values()))
            except smtplib.SMTPSenderRefused as error:
                raise_for_mail(error.smtp_code, SYSTEM_STATUS)
            except smtplib.SMTPResponseException as error:
                raise_for_mail(error.smtp_code, error.smtp_error)
            except smtplib.SMTPNotSupportedError:
                raise MailRefused("The mail server does not take such an address.") from None
            except (OSError, smtplib.SMTPException) as error:
                self._drop()
                raise MailUnavailable(_reason(error)) from None

    def close(self) -> None:
        """Say goodbye to the server."""
        with self._lock:
            if self._connection is not None:
                with suppress(OSError, smtplib.SMTPException):
                    self._connection.quit()
            self._drop()

    def _connected(self) -> smtplib.SMTP:
        """Return a connection that answers: a server closes the one that was idle for long."""
        if self._connection is not None and not _answers(self._connection):
            self._drop()
        if self._connection is None:
            try:
                self._connection = self._connect()
            except (OSError, smtplib.SMTPException) as error:
                raise MailUnavailable(_reason(error)) from None
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        where, name = self._address, socket.gethostname()
        if where.tls:
            context = self._tls_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                where.host, where.port, name, timeout=self._timeout, context=context
            )
        else:
            connection = smtplib.SMTP(where.host, where.port, name, timeout=self._timeout)
        try:
            if where.starttls:
                connection.starttls(context=self._tls_context())
            if where.user:
                connection.login(where.user, where.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _answers(connection: smtplib.SMTP) -> bool:
    try:
        return connection.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _reason(error: OSError) -> str:
    """Return the fault by its type and number: what a server says may name a person."""
    number = getattr(error, "smtp_code", 0) or getattr(error, "reason", "") or error.errno or ""
    return f"{type(error).__name__} {number}".rstrip()
