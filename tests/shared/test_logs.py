"""Log lines are JSON and hold no personal data."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

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


class Unshown:
    """Something that cannot even be shown."""

    def __str__(self) -> str:
        raise RuntimeError


@dataclass
class Account:
    """Something that shows itself without its secret."""

    id: str
    password: str = field(repr=False)


ODD = ["half a pair: \ud83c", 2**70, {1: {2, 3}}, {("a", 1): 2}, object(), b"\xff", "a\u2028b\x9b"]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_whatever_is_logged_becomes_a_line(capsys: pytest.CaptureFixture[str], odd: object) -> None:
    logs.configure("contests", "info")
    structlog.get_logger("here").warning("odd", seen=odd, again=[odd])
    (line,) = lines(capsys)
    assert (line["event"], line["level"]) == ("odd", "warning")
    assert line["seen"] == line["again"][0]  # type: ignore[index]


def test_what_cannot_be_shown_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("contests", "info")
    structlog.get_logger("here").info("odd", seen=Unshown())
    captured = capsys.readouterr().err
    assert json.loads(captured) == {"event": "'odd'", "not_shown": "RuntimeError"}


def test_what_shows_itself_without_its_secret_is_shown_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("contests", "info")
    structlog.get_logger("here").info("seen", account=Account("a1", "hush"))
    (line,) = lines(capsys)
    assert line["account"] == "Account(id='a1')"


def test_lines_are_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("contests", "info")
    structlog.get_logger("here").info("stored", title="Fête\u2028d'été\x9b")
    written = capsys.readouterr().err
    assert written.isascii()
    assert json.loads(written)["title"] == "Fête\u2028d'été\x9b"


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


def test_what_holds_itself_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("contests", "info")
    held: dict[str, object] = {"email": "a@b.fr"}
    held["again"] = held
    structlog.get_logger("here").info("odd", seen=held)
    (line,) = lines(capsys)
    assert (line["event"], line["not_shown"]) == ("odd", "RecursionError")
    assert "seen" not in line
