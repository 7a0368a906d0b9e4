"""Every figure that a worker shows is told in the documents, and no other."""

import re
from pathlib import Path

from services.contests.adapters.alarms import MeteredAlarms
from services.gateway.bootstrap.clicks import ClickFigures
from shared.metrics import Metrics
from shared.post import MailAlarms

PAGE = Path(__file__).parents[2] / "docs" / "watching.md"
COUNTED = {"counter": "_total"}


def test_the_page_tells_each_figure_of_a_worker() -> None:
    registry = Metrics("any").registry
    MeteredAlarms(registry)
    MailAlarms(registry)
    ClickFigures(registry)
    shown = {
        family.name + COUNTED.get(family.type, "")
        for family in registry.collect()
        if family.name.startswith("kermesse_")
    }
    told = set(re.findall(r"^\| `(kermesse_\w+)`", PAGE.read_text(), re.MULTILINE))
    assert told == shown


def test_what_a_producer_waits_for_is_read_when_it_is_asked() -> None:
    metrics, waits = Metrics("any"), [0.0]
    metrics.watch_producer(lambda: waits[0])
    waits[0] = 7.5
    assert metrics.registry.get_sample_value("kermesse_producer_unresolved_seconds") == 7.5
