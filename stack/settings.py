"""What the `kermesse` command and the stand-ins read from their environment."""

from dataclasses import dataclass

from shared.settings import integer_between, setting, text, url

PORT = integer_between(1, 65535)


@dataclass(frozen=True)
class StackSettings:
    """Settings of `kermesse up` and `kermesse demo`; empty servers mean the embedded ones."""

    data_dir: str = setting(
        "KERMESSE_DATA_DIR",
        default=".kermesse",
        example="data",
        help="folder of the embedded databases and of the embedded log",
    )
    up_port: int = setting(
        "KERMESSE_UP_PORT",
        default=8080,
        example="9090",
        help="port of the pages of `kermesse up`; the mail catcher takes the one after it",
        converter=integer_between(1, 65534),
    )
    mongo_url: str = setting(
        "KERMESSE_MONGO_URL",
        default="",
        example="mongodb://user:password@mongo:27017/?replicaSet=rs0",
        help="MongoDB instead of the embedded databases",
        secret=True,
        converter=url,
    )
    mongo_prefix: str = setting(
        "KERMESSE_MONGO_PREFIX",
        default="kermesse",
        example="kermesse",
        help="first part of the databases' names",
    )
    kafka_bootstrap: str = setting(
        "KERMESSE_KAFKA_BOOTSTRAP",
        default="",
        example="kafka-0:9092,kafka-1:9092",
        help="Apache Kafka instead of the embedded log",
    )
    topic_prefix: str = setting(
        "KERMESSE_TOPIC_PREFIX",
        default="",
        example="staging.",
        help="first part of the names of topics and groups on the broker",
    )
    smtp_url: str = setting(
        "KERMESSE_SMTP_URL",
        default="",
        example="smtps://user:password@mail.example.org:465",
        help="mail server instead of the mail catcher",
        secret=True,
        converter=url,
    )


@dataclass(frozen=True)
class StandinsSettings:
    """Settings of the stand-ins' process, which the stack hands out."""

    port: int = setting(
        "KERMESSE_STANDINS_PORT",
        example="8081",
        help="port of the mail catcher's pages and of the test beacon",
        converter=PORT,
    )
    smtp_port: int = setting(
        "KERMESSE_STANDINS_SMTP_PORT",
        example="8025",
        help="port of the mail catcher's SMTP server",
        converter=PORT,
    )
    mail_folder: str = setting(
        "KERMESSE_STANDINS_MAIL_FOLDER",
        example=".kermesse/mail",
        help="folder of the caught mails",
        converter=text,
    )
