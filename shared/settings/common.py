"""The settings that every service has."""

from dataclasses import dataclass
from typing import Any

from shared.settings.addresses import host, host_name, mail_server, mailbox, server_list, url
from shared.settings.converters import base64_key, choice, integer_between, list_of, name_part
from shared.settings.declare import setting


@dataclass(frozen=True)
class StorageSettings:
    """Where documents and messages are kept; empty servers mean the embedded ones."""

    data_dir: str = setting(
        "KERMESSE_DATA_DIR",
        default=".kermesse",
        example="data",
        help="folder of the embedded databases, of the embedded log, and of files",
    )
    mongo_url: str = setting(
        "KERMESSE_MONGO_URL",
        default="",
        example="mongodb://user:password@mongo:27017/?replicaSet=rs0",
        help="MongoDB instead of the embedded databases; its time-outs may stand in the address",
        secret=True,
        converter=url,
    )
    mongo_prefix: str = setting(
        "KERMESSE_MONGO_PREFIX",
        default="kermesse",
        example="kermesse",
        help="first part of the databases' names",
        converter=name_part("A-Za-z0-9_-", 38),
    )
    kafka_bootstrap: str = setting(
        "KERMESSE_KAFKA_BOOTSTRAP",
        default="",
        example="kafka-0:9092,kafka-1:9092",
        help="Apache Kafka instead of the embedded log",
        converter=server_list,
    )
    topic_prefix: str = setting(
        "KERMESSE_TOPIC_PREFIX",
        default="",
        example="staging.",
        help="first part of the names of topics and groups on the broker",
        converter=name_part("A-Za-z0-9._-", 100),
    )


@dataclass(frozen=True)
class CommonSettings(StorageSettings):
    """What every process of every service reads from its environment."""

    log_level: str = setting(
        "KERMESSE_LOG_LEVEL",
        default="info",
        example="debug",
        help="least important level that is logged",
        converter=choice("debug", "info", "warning", "error"),
    )
    bind: str = setting(
        "KERMESSE_BIND",
        default="127.0.0.1",
        example="0.0.0.0",  # noqa: S104 - an example, the default is the loopback
        help="address that servers listen on",
        converter=host,
    )
    metrics_hosts: tuple[str, ...] = setting(
        "KERMESSE_METRICS_HOSTS",
        default=(),
        example="app1.example.org",
        help="hosts by which /metrics is read, besides addresses and names of the inside",
        converter=list_of(host_name),
    )
    token_public_key: bytes = setting(
        "KERMESSE_TOKEN_PUBLIC_KEY",
        example="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        help="Ed25519 public key of the gateway, which signs what services accept",
        converter=base64_key(32),
    )


def health_port(default: int) -> Any:
    """Declare the port of a worker's health page; each service has a default of its own."""
    return setting(
        "KERMESSE_HEALTH_PORT",
        default=default,
        example=str(default),
        help="port of a worker's /livez, /readyz and /metrics",
        converter=integer_between(0, 65535),
    )


@dataclass(frozen=True)
class WorkerSettings(CommonSettings):
    """What every worker reads besides."""

    health_port: int = health_port(9001)


@dataclass(frozen=True)
class ProxySettings:
    """What a web process knows of who stands before it."""

    trusted_proxies: int = setting(
        "KERMESSE_TRUSTED_PROXIES",
        default=0,
        example="1",
        help="how many proxies stand in front of the process; with one, addresses are not counted",
        converter=integer_between(0, 10),
    )


@dataclass(frozen=True)
class MailSettings:
    """What a worker that sends mails reads besides."""

    smtp_url: str = setting(
        "KERMESSE_SMTP_URL",
        example="smtp://user:password@mail.example.org:587?starttls=1",
        help="server that takes mails",
        secret=True,
        converter=mail_server,
    )
    mail_from: str = setting(
        "KERMESSE_MAIL_FROM",
        default="Kermesse <kermesse@localhost>",
        example="Maison Lumen <contests@example.org>",
        help="sender of mails",
        converter=mailbox,
    )
