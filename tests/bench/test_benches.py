"""Every bench runs, at a size whose figures mean nothing: what they measure is still there."""

import pytest

from bench import contention, documents
from bench.measure import Effort, Result
from bench.servers import Servers

TINY = Effort(runs=1, share=0.01)


def lines(results: list[Result]) -> list[str]:
    """Return what was measured, each of which took some time."""
    assert all(result.line.measured and result.line.reached for result in results)
    return [result.line.what for result in results]


def test_the_documents_are_measured_on_sqlite() -> None:
    with Servers(wanted=()) as servers:
        whats = lines(list(documents.run(TINY, servers)))
    assert "insert, with its event" in whats
    assert "change_each of 100" in whats


@pytest.mark.mongo
def test_the_documents_are_measured_on_a_server(
    mongo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERMESSE_MONGO_URL", mongo_url)
    with Servers(wanted=("mongo",)) as servers:
        whats = lines(list(documents.run(TINY, servers)))
    assert "replace, MongoDB's protocol" in whats


@pytest.mark.processes
def test_people_and_their_export_are_measured() -> None:
    from bench import people

    with Servers(wanted=()) as servers:
        whats = lines(list(people.run(Effort(runs=1, share=0.001), servers)))
    assert "people, found by address" in whats
    assert "export of 1,000" in whats


@pytest.mark.processes
def test_writers_of_one_file_are_measured() -> None:
    with Servers(wanted=()) as servers:
        assert len(lines(list(contention.run(TINY, servers, processes=2)))) == 2


@pytest.mark.kafka
def test_relay_and_consumer_are_measured(
    kafka_bootstrap: str, mongo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bench import pipeline

    monkeypatch.setenv("KERMESSE_KAFKA_BOOTSTRAP", kafka_bootstrap)
    monkeypatch.setenv("KERMESSE_MONGO_URL", mongo_url)
    with Servers() as servers:
        whats = lines(list(pipeline.run(TINY, servers)))
    assert "relay, SQLite to Kafka" in whats
    assert "insights, Kafka to MongoDB's protocol" in whats


@pytest.mark.processes
def test_the_way_of_an_event_is_measured() -> None:
    from bench import latency

    with Servers(wanted=()) as servers:
        assert len(lines(list(latency.run(TINY, servers)))) == 1


@pytest.mark.processes
def test_accepted_entries_are_measured() -> None:
    from bench import entries

    with Servers(wanted=()) as servers:
        whats = lines(list(entries.run(TINY, servers)))
    assert "service, 16 connections" in whats
    assert "gateway, 64 connections" in whats


@pytest.mark.processes
def test_links_that_are_followed_are_measured() -> None:
    from bench import redirect

    with Servers(wanted=()) as servers:
        whats = lines(list(redirect.run(TINY, servers)))
    assert "link followed, beside WSGI callable" in whats
    assert "clicks in the log beyond those answered" in whats


def test_verdicts_are_measured() -> None:
    from bench import verdicts

    with Servers(wanted=()) as servers:
        whats = lines(list(verdicts.run(TINY, servers)))
    assert "clicks judged and stored" in whats
    assert "people called a bot" in whats
