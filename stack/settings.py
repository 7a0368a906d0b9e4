"""What the `kermesse` command and the stand-ins read from their environment."""

from dataclasses import dataclass

from shared.settings import StorageSettings, integer_between, mail_server, setting, text, web_url

PORT = integer_between(1, 65535)


@dataclass(frozen=True)
class StackSettings(StorageSettings):
    """Settings of `kermesse up` and `kermesse demo`."""

    up_port: int = setting(
        "KERMESSE_UP_PORT",
        default=8080,
        example="9090",
        help="port of the pages of `kermesse up`; the mail catcher takes the one after it",
        converter=integer_between(1, 65534),
    )
    smtp_url: str = setting(
        "KERMESSE_SMTP_URL",
        default="",
        example="smtps://user:password@mail.example.org:465",
        help="mail server instead of the mail catcher",
        secret=True,
        converter=mail_server,
    )


@dataclass(frozen=True)
class StandinsSettings:
    """Settings of the stand-ins' process, which the stack hands out."""

    port: int = setting(
        "KERMESSE_STANDINS_PORT",
        example="8081",
        help="port of the mail catcher's pages, of the test beacon and of the payment stand-in",
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
    notices: str = setting(
        "KERMESSE_STANDINS_NOTICES",
        default="",
        example="http://127.0.0.1:8080/notices/influencers/payments",
        help="where the payment stand-in tells what happened: /platform and /connect below it",
        converter=web_url,
    )
    platform_secret: str = setting(
        "KERMESSE_INFLUENCERS_NOTICE_SECRET",
        default="",
        example="whsec_…",
        help="what it signs notices of its own things with",
        secret=True,
        converter=text,
    )
    connect_secret: str = setting(
        "KERMESSE_INFLUENCERS_CONNECT_SECRET",
        default="",
        example="whsec_…",
        help="what it signs notices of connected accounts with",
        secret=True,
        converter=text,
    )
