"""The settings of insights: those that every service has, and the worker's health port."""

from dataclasses import dataclass

from shared.settings.common import CommonSettings
from shared.settings.converters import integer_between
from shared.settings.declare import setting


@dataclass(frozen=True)
class InsightsSettings(CommonSettings):
    """What both processes of insights read from their environment."""

    health_port: int = setting(
        "KERMESSE_HEALTH_PORT",
        default=8221,
        example="8221",
        help="port of a worker's /livez, /readyz and /metrics",
        converter=integer_between(0, 65535),
    )
