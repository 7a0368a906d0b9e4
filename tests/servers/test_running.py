"""The test servers answer, and a frozen or restarted broker comes back at its address."""

import pytest

from tests.servers.running import Server, kafka_answers, mongo_answers


@pytest.mark.kafka
def test_the_broker_answers(kafka_bootstrap: str) -> None:
    assert kafka_answers(kafka_bootstrap)


@pytest.mark.mongo
def test_the_document_server_answers(mongo_url: str) -> None:
    assert mongo_answers(mongo_url)


def test_a_broker_of_ones_own_freezes_and_goes_on(own_kafka: Server) -> None:
    own_kafka.freeze()
    assert not kafka_answers(own_kafka.address)
    own_kafka.go_on()
    assert kafka_answers(own_kafka.address)


def test_a_restarted_broker_has_the_same_address(own_kafka: Server) -> None:
    before = own_kafka.pid
    own_kafka.restart()
    assert own_kafka.pid != before
    assert kafka_answers(own_kafka.address)
