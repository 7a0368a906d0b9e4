"""The settings of the influencers service: environment → frozen dataclass."""

from dataclasses import dataclass

from shared.settings import CommonSettings, base64_key, health_port, setting
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


@dataclass(frozen=True)
class WebSettings(InfluencersSettings):
    """What the web process reads; where it listens is in `shared.webapp.serving`."""


@dataclass(frozen=True)
class WorkerSettings(InfluencersSettings, EveryWorkerSettings):
    """What the worker reads besides."""

    health_port: int = health_port(8230)
