"""The settings of the influencers service: environment → frozen dataclass."""

from dataclasses import dataclass

from shared.settings import (
    CommonSettings,
    MailSettings,
    base64_key,
    health_port,
    setting,
    site,
    text,
    web_url,
)
from shared.settings import WorkerSettings as EveryWorkerSettings


@dataclass(frozen=True)
class InfluencersSettings(CommonSettings):
    """What both processes read."""

    wrapping_key: bytes = setting(
        "KERMESSE_INFLUENCERS_WRAPPING_KEY",
        example="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        help="key that wraps the secrets of workspaces; without it no partner is found by address",
        secret=True,
        converter=base64_key(32),
    )
    public_url: str = setting(
        "KERMESSE_PUBLIC_URL",
        example="https://contests.example.org",
        help="address of the gateway, which tracked links and those in mails begin with",
        converter=site,
    )
    stripe_secret_key: str = setting(
        "KERMESSE_STRIPE_SECRET_KEY",
        default="",
        example="sk_live_…",
        help="secret key of a Stripe platform; without it nobody is paid by Stripe",
        secret=True,
        converter=text,
    )
    payments_url: str = setting(
        "KERMESSE_PAYMENTS_URL",
        default="",
        example="http://127.0.0.1:8081/payments",
        help="payment stand-in, where there is no Stripe key: its money is not real",
        converter=web_url,
    )
    platform_notice_secret: str = setting(
        "KERMESSE_INFLUENCERS_NOTICE_SECRET",
        default="",
        example="whsec_…",
        help="what Stripe signs with at /notices/influencers/payments/platform",
        secret=True,
        converter=text,
    )
    connect_notice_secret: str = setting(
        "KERMESSE_INFLUENCERS_CONNECT_SECRET",
        default="",
        example="whsec_…",
        help="what Stripe signs with at /notices/influencers/payments/connect",
        secret=True,
        converter=text,
    )


@dataclass(frozen=True)
class WebSettings(InfluencersSettings):
    """What the web process reads; where it listens is in `shared.webapp.serving`."""


@dataclass(frozen=True)
class WorkerSettings(InfluencersSettings, EveryWorkerSettings, MailSettings):
    """What the worker reads besides."""

    health_port: int = health_port(8230)
