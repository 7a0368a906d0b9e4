"""What callers are told when the bus does not answer."""

from flask import Flask

from shared.bus import BusUnavailable
from shared.webapp.problems import register_problems


def test_a_caller_is_told_to_repeat_and_learns_no_address() -> None:
    app = Flask("test")
    register_problems(app)

    @app.get("/")
    def publish() -> str:
        raise BusUnavailable("Kafka at broker.internal:9092 does not answer")

    answer = app.test_client().get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json is not None
    assert answer.json["slug"] == "bus_unavailable"
    assert "broker.internal" not in answer.text


def test_the_log_is_told_the_reason() -> None:
    assert str(BusUnavailable("Kafka at broker.internal:9092 does not answer")).startswith("Kafka")
