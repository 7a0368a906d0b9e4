"""The servers that tests ask for, shared by every worker of a run.

`KERMESSE_KAFKA_BOOTSTRAP` and `KERMESSE_MONGO_URL` name servers that are given. Otherwise each is
started when a first test asks for it, where Java and Maven are found, and ended with the run.
Tests whose server is absent are left out, and the end of the run says how many;
`KERMESSE_REQUIRE=kafka,mongo,browser,office` fails the run instead. Tests marked `long` run with
`KERMESSE_TEST_LONG=1`; without it the end of the run names each.
"""

import json
import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from shared.process import collect_rarely
from tests.servers import running, selection
from tests.shared.documents.plans import searches_use_an_index as searches_use_an_index

RUN_FOLDER = "KERMESSE_TEST_RUN_FOLDER"
OWN_FOLDER = pytest.StashKey[Path]()
RAN = Counter[str]()


# The usual one draws every frame of a traceback with its variables: seconds for each fault logged.
PLAIN = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
structlog.configure(processors=[*structlog.get_config()["processors"][:-1], PLAIN])

# A property holds however long the machine takes to see it.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the workers of this run share, and check what is required."""
    if not hasattr(config, "workerinput"):
        # Without this, a terminated run would leave its servers behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        selection.refuse_absent(os.environ.get("KERMESSE_REQUIRE", ""))
        config.stash[OWN_FOLDER] = Path(tempfile.mkdtemp(prefix="kermesse-tests-"))
        os.environ[RUN_FOLDER] = str(config.stash[OWN_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the servers that this run started."""
    folder = config.stash.get(OWN_FOLDER, None)
    if folder is not None:
        for started in folder.glob("*.server"):
            running.end_by_pid(json.loads(started.read_text())["pid"])
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Mark by fixture before `-m` chooses, leave out what cannot run afterwards."""
    for item in items:
        selection.mark(item)
    yield
    left, count = selection.leave_out(items, config.option.markexpr)
    if left:
        config.hook.pytest_deselected(items=left)
        selection.note(Path(os.environ[RUN_FOLDER]), count)


def pytest_collection_finish() -> None:
    """Spend on tests what the garbage collector would take: nearly nothing here is in a cycle."""
    collect_rarely()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what ran on each server."""
    if report.when == "call" and not report.skipped:
        RAN.update(str(value) for name, value in report.user_properties if name == "ran on")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what ran where, and what was left out."""
    for name in selection.ADAPTERS:
        if RAN[name]:
            terminalreporter.write_line(f"ran on {name}: {RAN[name]}")
    for reason, count in selection.noted(Path(os.environ[RUN_FOLDER])).items():
        terminalreporter.write_line(f"left out: {reason}: {count} tests", yellow=True)


def _remember(name: str, server: running.Server) -> None:
    path = Path(os.environ[RUN_FOLDER]) / f"{name}.server"
    path.write_text(json.dumps({"address": server.address, "pid": server.pid}))


def _shared(name: str, start: Callable[[Path], running.Server]) -> str:
    folder = Path(os.environ[RUN_FOLDER])
    with running.locked(folder / f"{name}.lock"):
        started = folder / f"{name}.server"
        if not started.exists():
            _remember(name, start(folder / name))
        return str(json.loads(started.read_text())["address"])


@pytest.fixture(scope="session")
def kafka_bootstrap() -> str:
    """The address of an Apache Kafka (`host:port`)."""
    given = os.environ.get("KERMESSE_KAFKA_BOOTSTRAP")
    return given or _shared("kafka", running.start_kafka)


@pytest.fixture(scope="session")
def mongo_url() -> str:
    """The address of a server of MongoDB's protocol (`mongodb://…`)."""
    return os.environ.get("KERMESSE_MONGO_URL") or _shared("mongo", running.start_mongo)


@pytest.fixture(scope="session")
def own_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Server]:
    """A broker for this worker alone; a test may freeze or restart it, and leaves it going."""
    server = running.start_kafka(tmp_path_factory.mktemp("own") / "kafka")
    _remember(f"own-{server.pid}", server)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def own_mongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Server]:
    """A server of MongoDB's protocol for one module alone, which may freeze it."""
    server = running.start_mongo(tmp_path_factory.mktemp("own") / "mongo")
    _remember(f"own-{server.pid}", server)
    yield server
    server.stop()
