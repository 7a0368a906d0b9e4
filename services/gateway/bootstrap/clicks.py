"""The process that ships clicks, built and joined: it needs the bus and the folder, no database."""

from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge

from services.gateway.manifest import MANIFEST
from services.gateway.products.influencers.domain.click import CLICK_TOPIC
from services.gateway.products.influencers.spill import FOLDER
from services.gateway.products.influencers.spill.shipping import Shipper
from services.gateway.settings import ClicksSettings
from shared.assembly.worker import Work
from shared.metrics import Metrics
from shared.opening import open_broker

# A supervisor waits 2.5 s for the end of a process; what is left by then is shipped by the next.
REST_SECONDS = 1.5


class ClickFigures:
    """The figures of a shipper, beside those of every worker."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.torn = Counter(
            "kermesse_clicks_torn", "Lines that could not be read", registry=registry
        )
        self._waiting = Gauge(
            "kermesse_clicks_waiting_bytes", "Clicks not yet shipped", registry=registry
        )
        self._oldest = Gauge(
            "kermesse_clicks_oldest_seconds",
            "Age of the oldest click that waits to be shipped",
            registry=registry,
        )

    def watch(self, shipper: Shipper) -> None:
        """Show what waits when the page is read."""
        self._waiting.set_function(shipper.waiting)
        self._oldest.set_function(shipper.oldest)


def work(settings: ClicksSettings, metrics: Metrics) -> Work:
    """Build the shipper. Raises `SettingError` naming the broker that does not answer."""
    bus = open_broker(settings, MANIFEST.topics)
    metrics.watch_producer(bus.unresolved_seconds)
    figures = ClickFigures(metrics.registry)
    shipper = Shipper(
        Path(settings.data_dir) / FOLDER,
        lambda batch: bus.publisher().publish(batch),
        told=metrics.published.labels(CLICK_TOPIC).inc,
        torn=figures.torn.inc,
    )
    figures.watch(shipper)
    return Work(
        loops={"shipper": shipper.run_once},
        ready=lambda: None,
        upkeep=lambda: None,
        closing=(lambda: shipper.ship_rest(REST_SECONDS), bus.close, shipper.close),
    )
