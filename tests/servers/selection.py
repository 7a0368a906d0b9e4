"""Which servers a test needs, which are found, and what the run tells about them at its end."""

import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.revisions import why_absent
from tests.harness.office import PROGRAM
from tests.servers.running import java_found

EARLIER = "earlier"
NEEDED = ("kafka", "mongo", "browser", "office", EARLIER)
ADAPTERS = ("sqlite", "mongo", "embedded", "kafka", "browser", "office")
LONG, LONG_SETTING = "long", "KERMESSE_TEST_LONG"
# Servers for one module or one stack alone: started here, even where others are given.
OWN = {"own_kafka": "kafka", "own_mongo": "mongo"}
FIXTURES = {"kafka_bootstrap": "kafka", "mongo_url": "mongo", **OWN}
FAULTS = "faults"
NO_JAVA = "Java or Maven not found"


def absent() -> dict[str, str]:
    """Return the servers that are neither given nor startable, each with the reason."""
    reasons = {}
    java = java_found()
    if not java and not os.environ.get("KERMESSE_KAFKA_BOOTSTRAP"):
        reasons["kafka"] = NO_JAVA
    if not java:
        reasons |= dict.fromkeys(OWN, NO_JAVA)
    if not java and not os.environ.get("KERMESSE_MONGO_URL"):
        reasons["mongo"] = NO_JAVA
    browser = os.environ.get("KERMESSE_CHROMIUM", "chromium")
    if shutil.which(browser) is None:
        reasons["browser"] = f"{browser} not found"
    if shutil.which(PROGRAM) is None:
        reasons["office"] = f"{PROGRAM} not found"
    if why := why_absent():
        reasons[EARLIER] = why
    if os.environ.get(LONG_SETTING) != "1":
        reasons[LONG] = f"{LONG_SETTING}=1 runs it"
    return reasons


def refuse_absent(required: str) -> None:
    """Fail the whole run when a server of `required` (comma-separated) is absent."""
    reasons = absent()
    for name in filter(None, (part.strip() for part in required.split(","))):
        if name not in NEEDED:
            raise pytest.UsageError(f"KERMESSE_REQUIRE names an unknown server: {name}")
        if name in reasons:
            raise pytest.UsageError(f"KERMESSE_REQUIRE: {name} is absent ({reasons[name]})")


def mark(item: pytest.Item) -> None:
    """Mark a test by the fixtures it takes, and note the adapters that it runs on."""
    names = getattr(item, "fixturenames", ())
    for fixture, server in FIXTURES.items():
        if fixture in names and item.get_closest_marker(server) is None:
            item.add_marker(server)
    marks = {mark.name for mark in item.iter_markers()}
    callspec = getattr(item, "callspec", None)
    parts = set(callspec.id.split("-")) if callspec else set()
    item.user_properties += [("ran on", name) for name in ADAPTERS if name in marks | parts]


def needs(item: pytest.Item) -> set[str]:
    """Return the servers without which this test cannot run."""
    own = set(OWN) & set(getattr(item, "fixturenames", ()))
    return own | {name for name in (*NEEDED, LONG) if item.get_closest_marker(name)}


def leave_out(items: list[pytest.Item], chosen: str = "") -> tuple[list[pytest.Item], Counter[str]]:
    """Take the tests whose server is absent out of `items`; return them, counted by reason.

    The proof of `tests/faults` is left out too, unless the `-m` expression `chosen` names it.
    """
    reasons, left, count = absent(), [], Counter[str]()
    for item in items:
        missing = sorted(needs(item) & set(reasons))
        if item.get_closest_marker(FAULTS) and FAULTS not in chosen:
            left.append(item)
            count["make faults-quick runs them"] += 1
        elif missing:
            left.append(item)
            what = f"{item.name} is long" if missing[0] == LONG else missing[0]
            count[f"{what} ({reasons[missing[0]]})"] += 1
    gone = set(left)
    items[:] = [item for item in items if item not in gone]
    return left, count


def note(folder: Path, count: Counter[str]) -> None:
    """Keep the count for the process that reports; every pytest-xdist worker writes the same."""
    (folder / "left-out.json").write_text(json.dumps(count))


def noted(folder: Path) -> dict[str, int]:
    """Return the count that was kept."""
    path = folder / "left-out.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}
