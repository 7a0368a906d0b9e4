"""How long the topics of other services are kept, as the house has it written down."""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "contracts" / "house.json"


@cache
def retention_of(topic: str) -> int:
    """Return for how many milliseconds a topic is kept, -1 for ever, where nobody says otherwise.

    Whoever reads a topic may be the first to make it.
    """
    services = json.loads(FILE.read_text())["services"] if FILE.exists() else []
    kept = {name: kept for each in services for name, kept in each["forgets"].items()}
    return int(kept.get(topic, -1))
