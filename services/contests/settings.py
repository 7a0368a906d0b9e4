"""The settings of the contests service: environment → frozen dataclass."""

from dataclasses import dataclass

from shared.settings import (
    CommonSettings,
    MailSettings,
    base64_key,
    boolean,
    choice,
    seconds,
    setting,
    site,
    url_list,
)
from shared.settings import (
    WorkerSettings as EveryWorkerSettings,
)


@dataclass(frozen=True)
class ContestsSettings(CommonSettings):
    """What both processes read."""

    wrapping_key: bytes = setting(
        "KERMESSE_CONTESTS_WRAPPING_KEY",
        example="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        help="key that wraps the secrets of every contest; without it their mails and receipts end",
        secret=True,
        converter=base64_key(32),
    )
    beacon_chain: str = setting(
        "KERMESSE_BEACON_CHAIN",
        default="quicknet",
        example="test",
        help="public beacon of new contests; test draws prove nothing to the public",
        converter=choice("quicknet", "test"),
    )
    seal_lead: float = setting(
        "KERMESSE_CONTESTS_SEAL_LEAD",
        default=3600.0,
        example="3600",
        help="seconds between seal and round; a later seal moves the draw by whole days",
        converter=seconds,
    )
    shortest_window: float = setting(
        "KERMESSE_CONTESTS_SHORTEST_WINDOW",
        default=3600.0,
        example="3600",
        help="shortest time in seconds that people may be given to confirm, appeal or answer",
        converter=seconds,
    )
    seal_mails: bool = setting(
        "KERMESSE_CONTESTS_SEAL_MAILS",
        default=True,
        example="false",
        help="whether entrants are mailed the seal before the draw",
        converter=boolean,
    )


@dataclass(frozen=True)
class WebSettings(ContestsSettings):
    """What the web process reads; where it listens is in `shared.webapp.serving`."""


@dataclass(frozen=True)
class WorkerSettings(ContestsSettings, EveryWorkerSettings, MailSettings):
    """What the worker reads besides."""

    public_url: str = setting(
        "KERMESSE_PUBLIC_URL",
        example="https://contests.example.org",
        help="address of the gateway, which links in mails begin with",
        converter=site,
    )
    beacon_urls: tuple[str, ...] = setting(
        "KERMESSE_BEACON_URLS",
        default=("https://api.drand.sh", "https://drand.cloudflare.com"),
        example="https://api.drand.sh,https://drand.cloudflare.com",
        help="addresses of the beacon, tried in turn",
        converter=url_list,
    )
