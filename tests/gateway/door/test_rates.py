"""A rate lets in as many as it says within any stretch of its length, whoever asks at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.door import rates
from services.gateway.door.counting import TooManyAttempts
from services.gateway.door.rates import Windows, count_request

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def test_the_window_moves_with_the_oldest_that_was_taken():
    windows, limits = Windows(), ((2, HOUR),)
    assert windows.take("a", limits, NOW) <= timedelta(0)
    assert windows.take("a", limits, NOW + 10 * SECOND) <= timedelta(0)
    assert windows.take("a", limits, NOW + 20 * SECOND) == HOUR - 20 * SECOND
    assert windows.take("a", limits, NOW + HOUR - SECOND) == SECOND
    assert windows.take("a", limits, NOW + HOUR) <= timedelta(0)
    assert windows.take("a", limits, NOW + HOUR + SECOND) == 9 * SECOND


def test_each_key_has_a_window_of_its_own():
    windows, limits = Windows(), ((1, HOUR),)
    assert windows.take("a", limits, NOW) <= timedelta(0)
    assert windows.take("b", limits, NOW) <= timedelta(0)
    assert windows.take("a", limits, NOW) == HOUR


def test_of_several_limits_the_longest_wait_counts_and_what_is_refused_counts_for_none():
    windows, limits = Windows(), ((1, SECOND), (2, HOUR))
    assert windows.take("a", limits, NOW) <= timedelta(0)
    assert windows.take("a", limits, NOW) == SECOND
    assert windows.take("a", limits, NOW + SECOND) <= timedelta(0)
    assert windows.take("a", limits, NOW + 2 * SECOND) == HOUR - 2 * SECOND


def test_threads_at_once_are_let_in_as_often_as_one_would_be():
    windows, limits = Windows(), ((20, HOUR),)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: windows.take("a", limits, NOW), range(100)))
    assert sum(wait <= timedelta(0) for wait in waits) == 20


def test_whoever_was_not_heard_of_for_longest_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(rates, "MOST_KEYS", 2)
    windows, limits = Windows(), ((1, HOUR),)
    for key in ("a", "b", "a", "c"):
        windows.take(key, limits, NOW)
    assert windows.take("a", limits, NOW) == HOUR
    assert windows.take("b", limits, NOW) <= timedelta(0)


def test_a_rate_says_when_to_try_again(gateway):
    with gateway.app.app_context():
        count_request("entry", "192.0.2.1", "1 per minute")
        with pytest.raises(TooManyAttempts) as refused:
            count_request("entry", "192.0.2.1", "1 per minute")
        count_request("entry", "192.0.2.2", "1 per minute")
        count_request("other", "192.0.2.1", "1 per minute")
        gateway.clock.advance(seconds=60)
        count_request("entry", "192.0.2.1", "1 per minute")
    assert refused.value.retry_after == 60
