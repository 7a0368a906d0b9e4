"""The settings of insights: those that every worker has."""

from dataclasses import dataclass

from shared.settings import WorkerSettings, health_port


@dataclass(frozen=True)
class InsightsSettings(WorkerSettings):
    """What both processes of insights read from their environment."""

    health_port: int = health_port(8221)
