"""Two mailers under one suite: SMTP to a real server on the loopback, and the recording one."""

import contextlib
import datetime as dt
import email
import email.policy
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Protocol

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.mail import Mailer
from shared.mail.recording import RecordingMailer
from shared.mail.smtp import SmtpMailer


class Post(Protocol):
    """What a suite needs of a mail system: a mailer, what arrived, and faults at will."""

    mailer: Mailer

    def arrived(self) -> list[EmailMessage]: ...

    def bounce(self, address: str) -> None: ...

    def busy(self, address: str) -> None: ...

    def unfit(self, address: str) -> None: ...

    def stop(self) -> None: ...

    def start(self) -> None: ...


class RecordingPost:
    """The recording mailer, moved by its own switches."""

    def __init__(self) -> None:
        self.mailer = RecordingMailer()
        self.bounce = self.mailer.bounced.add
        self.busy = self.mailer.busy.add
        self.unfit = self.mailer.unfit.add

    def arrived(self) -> list[EmailMessage]:
        return self.mailer.messages

    def stop(self) -> None:
        self.mailer.down = True

    def start(self) -> None:
        self.mailer.down = False


class SmtpPost:
    """An SMTP server on the loopback that keeps what it accepts."""

    def __init__(self, url: str = "smtp://127.0.0.1:{port}", **options: Any) -> None:
        self.port = free_port()
        self.options = options
        self.envelopes: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.data_answers: list[str] = []
        self.sender_answers: list[str] = []
        self.unfit_for: set[str] = set()
        self.unfit = self.unfit_for.add
        self.sessions: set[int] = set()
        self.mailer = SmtpMailer(url.format(port=self.port), timeout=5, tls_context=self._trusting)
        self.start()

    @staticmethod
    def _trusting() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=SmtpPost.certificate)

    certificate: str | None = None

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_answers:
            return self.sender_answers.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.sessions.add(id(session))
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.data_answers:
            return self.data_answers.pop(0)
        if self.unfit_for & set(envelope.rcpt_tos):
            return "554 5.6.0 a head is malformed"
        self.envelopes.append(envelope)
        return "250 OK"

    def arrived(self) -> list[EmailMessage]:
        parse = email.message_from_bytes
        return [parse(bytes(e.content or b""), policy=email.policy.default) for e in self.envelopes]  # type: ignore[arg-type, misc]

    def bounce(self, address: str) -> None:
        self.answers[address] = "550 5.1.1 no such mailbox"

    def busy(self, address: str) -> None:
        self.answers[address] = "451 4.7.1 try again later"

    def start(self) -> None:
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=False, **self.options
        )
        self.controller.start()

    def stop(self) -> None:
        self.controller.stop()

    def end(self) -> None:
        self.mailer.close()
        with contextlib.suppress(AssertionError):
            self.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=["smtp", "recording"])
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    if request.param == "recording":
        yield RecordingPost()
        return
    server = SmtpPost()
    yield server
    server.end()


@pytest.fixture
def smtp() -> Iterator[SmtpPost]:
    server = SmtpPost()
    yield server
    server.end()


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's context for 127.0.0.1, whose certificate `SmtpPost` trusts."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    SmtpPost.certificate = str(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(pem))
    return context


def accepts_ada(
    server: Any, session: Any, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ada", b"p@ss/word")
    return AuthResult(success=good, handled=False)
