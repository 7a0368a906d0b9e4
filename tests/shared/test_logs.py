"""Log lines are JSON and hold no personal data."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from shared import logs


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    library = logging.getLogger("werkzeug")
    before, level, its_level = root.handlers[:], root.level, library.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    library.setLevel(its_level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


OWN = ("here", "werkzeug")


def lines(captured: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return what this test logged; a broker's client of an earlier one may still be ending."""
    written = captured.readouterr().err.splitlines()
    found = [json.loads(line) for line in written if line.startswith("{")]
    return [line for line in found if line.get("logger") in OWN]


def test_a_line_is_json_with_service_level_and_context(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("contests", "info")
    structlog.contextvars.bind_contextvars(request_id="r1")
    structlog.get_logger("here").info("entry_stored", entry="e1")
    (line,) = lines(capsys)
    assert line.pop("time")
    assert line == {
        "event": "entry_stored",
        "entry": "e1",
        "service": "contests",
        "level": "info",
        "logger": "here",
        "request_id": "r1",
    }


def test_personal_data_is_taken_out_at_any_depth(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("contests", "info")
    structlog.get_logger("here").info(
        "stored", email="a@b.fr", entry={"First_Name": "Ana", "id": "e1", "more": [{"token": "t"}]}
    )
    (line,) = lines(capsys)
    assert line["entry"] == {"id": "e1", "more": [{}]}
    assert "a@b.fr" not in json.dumps(line)


def test_libraries_write_the_same_lines(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("contests", "warning")
    # Werkzeug gives its own logger this level when its server starts.
    logging.getLogger("werkzeug").setLevel(logging.INFO)
    logging.getLogger("werkzeug").warning("slow %s", "request")
    logging.getLogger("werkzeug").info("not shown")
    structlog.get_logger("here").info("not_shown")
    (line,) = lines(capsys)
    assert (line["event"], line["logger"], line["service"]) == (
        "slow request",
        "werkzeug",
        "contests",
    )


@pytest.mark.parametrize("odd", ["half a pair: \ud83c", 2**70, {1: {2, 3}}, object(), b"\xff"])
def test_whatever_is_logged_becomes_a_line(capsys: pytest.CaptureFixture[str], odd: object) -> None:
    logs.configure("contests", "info")
    structlog.get_logger("here").warning("odd", seen=odd, again=[odd])
    (line,) = lines(capsys)
    assert (line["event"], line["level"]) == ("odd", "warning")
    assert line["seen"] == line["again"][0]  # type: ignore[index]


def test_a_line_that_cannot_be_written_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        """A stream whose reader went away."""

        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Gone())
    logs.configure("contests", "info")
    structlog.get_logger("here").info("entry_stored")


def test_a_fault_is_written_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("contests", "info")
    try:
        raise LookupError("nothing there")
    except LookupError:
        structlog.get_logger("here").exception("failed")
    (line,) = lines(capsys)
    assert line["level"] == "error"
    assert "LookupError: nothing there" in str(line["exception"])
