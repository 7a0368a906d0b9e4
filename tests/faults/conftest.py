"""What the proof is given, and what it tells at its end."""

from collections.abc import Callable, Iterator

import pytest

from tests.faults.seeds import SEED, SEED_NAME, guard_off
from tests.harness.servers import Servers
from tests.servers import running

TOLD = list[str]()


def pytest_configure() -> None:
    """Refuse a guard that there is not."""
    try:
        guard_off()
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_report_header() -> str:
    """Say what a repetition needs."""
    off = guard_off()
    return f"{SEED_NAME}={SEED}" + (f", without the guard {off}" if off else "")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep what a test told, and how long it took."""
    if report.when == "call":
        lines = [str(value) for name, value in report.user_properties if name == "told"]
        TOLD.extend(f"{report.location[2]}: {line}" for line in lines)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell it, with what a repetition needs."""
    for line in [pytest_report_header(), *TOLD] if TOLD else []:
        terminalreporter.write_line(line)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say something at the end of the run."""

    def say(line: str) -> None:
        print(line)
        record_property("told", line)

    return say


@pytest.fixture
def real(own_kafka: running.Server, own_mongo: running.Server) -> Iterator[Servers]:
    """A broker and a server of MongoDB's protocol for one stack alone."""
    own = {"kafka": own_kafka, "mongo": own_mongo}
    yield Servers(own_kafka.address, own_mongo.address, own)
