"""An event takes the trace of its request, and hands it on to what follows from it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.documents.sqlite import SqliteDatabase
from shared.events import Event
from shared.tracing import current_trace, follow, following, trace_of

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
AT = datetime(2026, 3, 1, tzinfo=UTC)


def stored(path: Path, **own: str) -> str:
    """Return the trace of an event that is stored now."""
    database = SqliteDatabase(str(path / "facts.sqlite"))
    facts = database.collection("facts")
    facts.ensure(())
    event = Event("f.1", "kermesse.test.fact.noted.v1", "facts", "f", AT, {}, **own)
    facts.insert({"_id": "f", "workspace_id": "w1", "version": 1}, [event])
    ((found,),) = (pending.events for pending in facts.pending(10))
    database.close()
    return found.trace


def test_a_request_has_one_trace_that_its_id_makes() -> None:
    assert trace_of("01jq8x3v9m0000000000000001") == trace_of("01jq8x3v9m0000000000000001")
    assert trace_of("request-1") != trace_of("request-2")
    with following(trace_of("request-1")):
        assert current_trace() == trace_of("request-1")


def test_an_event_is_stored_under_the_trace_that_is_followed(tmp_path: Path) -> None:
    with following(TRACE):
        assert stored(tmp_path) == TRACE
    assert current_trace() == ""


def test_an_event_keeps_the_trace_that_it_has(tmp_path: Path) -> None:
    with following(trace_of("request-1")):
        assert stored(tmp_path, trace=TRACE) == TRACE


def test_without_a_request_there_is_none(tmp_path: Path) -> None:
    assert stored(tmp_path) == ""


@pytest.mark.parametrize(
    "given",
    ["", "00-1-2-01", TRACE.upper(), f"{TRACE}\n", f"00-{'0' * 32}-b7ad6b7169203331-01", "é"],
)
def test_what_is_no_trace_is_not_followed(given: str) -> None:
    with following(TRACE):
        follow(given)
        assert current_trace() == ""
    assert current_trace() == ""
