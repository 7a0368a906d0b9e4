"""When the server took no mail at all."""

from datetime import timedelta

from shared.post import NOT_YET, time_down
from tests.shared.post.conftest import START, Desk

HOUR = timedelta(hours=1)


def test_an_outage_lasts_from_the_first_refusal_to_the_next_answer(desk: Desk) -> None:
    outages = desk.post.outages
    assert outages.begin(START)
    assert not outages.begin(START + HOUR)
    assert outages.since(START) == [(START, NOT_YET)]
    outages.end(START + 2 * HOUR)
    outages.end(START + 3 * HOUR)
    assert outages.since(START) == [(START, START + 2 * HOUR)]
    assert outages.since(START + 2 * HOUR) == []


def test_time_in_two_outages_at_once_counts_once() -> None:
    outages = [(START, START + 3 * HOUR), (START + HOUR, START + 2 * HOUR)]
    assert time_down(outages, START, START + 4 * HOUR) == 3 * HOUR
    assert time_down(outages, START + 2 * HOUR, START + 4 * HOUR) == HOUR
