"""Sessions slide while one works, and end all the same."""

from datetime import UTC, datetime, timedelta

from services.gateway.accounts.domain.session import IDLE, WHOLE, SignedIn

START = datetime(2026, 3, 1, tzinfo=UTC)
SESSION = SignedIn("h", "a", "w", "W", "a@b.c", "owner", START, START + IDLE)


def test_a_session_ends_after_its_time():
    assert SESSION.alive(START + IDLE - timedelta(seconds=1))
    assert not SESSION.alive(START + IDLE)


def test_work_moves_the_end_later_but_not_at_each_click():
    assert SESSION.renewed(START + timedelta(minutes=1)) is None
    later = SESSION.renewed(START + timedelta(hours=1))
    assert later and later.expires_at == START + timedelta(hours=1) + IDLE


def test_no_session_lasts_longer_than_a_week():
    old = SignedIn("h", "a", "w", "W", "a@b.c", "owner", START, START + WHOLE)
    assert old.renewed(START + WHOLE - timedelta(minutes=1)) is None
