"""Opening what a process stands on: whatever does not answer is named by its setting."""

import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from shared.bus import Bus, BusUnavailable, Topic, open_bus
from shared.documents import Database, StoreUnavailable, open_database
from shared.mail.smtp import SmtpMailer
from shared.settings import CommonSettings, SettingError


def open_store(service: str, settings: CommonSettings) -> Database:
    """Return the service's database, which answered; raise `SettingError` with its setting."""
    try:
        database = open_database(
            service,
            mongo_url=settings.mongo_url,
            data_dir=settings.data_dir,
            prefix=settings.mongo_prefix,
        )
        database.ping()
    except (StoreUnavailable, OSError) as error:
        name = "KERMESSE_MONGO_URL" if settings.mongo_url else "KERMESSE_DATA_DIR"
        raise SettingError((f"{name}: the database does not answer: {error}",)) from error
    return database


def open_broker(settings: CommonSettings, topics: Sequence[Topic]) -> Bus:
    """Return the bus, which answered and has `topics`; raise `SettingError` with its setting."""
    try:
        bus = open_bus(
            kafka_bootstrap=settings.kafka_bootstrap,
            data_dir=settings.data_dir,
            topic_prefix=settings.topic_prefix,
        )
        bus.ping()
        bus.ensure_topics(topics)
    except (BusUnavailable, OSError) as error:
        name = "KERMESSE_KAFKA_BOOTSTRAP" if settings.kafka_bootstrap else "KERMESSE_DATA_DIR"
        raise SettingError((f"{name}: the broker does not answer: {error}",)) from error
    return bus


def open_mailer(smtp_url: str) -> SmtpMailer:
    """Return the mailer; its server needs an address that resolves, and may be down all the same.

    Raises `SettingError` with its setting.
    """
    host = urlsplit(smtp_url).hostname or ""
    try:
        mailer = SmtpMailer(smtp_url)
        socket.getaddrinfo(host, None)
    except ValueError as error:
        raise SettingError((f"KERMESSE_SMTP_URL: not {error}",)) from error
    except OSError as error:
        raise SettingError((f"KERMESSE_SMTP_URL: the host {host} has no address",)) from error
    return mailer
