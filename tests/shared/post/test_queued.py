"""How a mail waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.post.queued import (
    LONGEST_DEFERRAL,
    LONGEST_WAIT,
    MOST_DEFERRALS,
    NOT_YET,
    MailState,
    QueuedMail,
    queued_mail,
)

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)


def owed(event: str = "event-1", recipient: str = "p-1") -> QueuedMail:
    return queued_mail(
        event,
        "invited",
        workspace="w",
        subject="program-1",
        recipient=recipient,
        host="lumen.example",
        now=NOW,
    )


def test_the_same_event_owes_the_same_person_the_same_mail() -> None:
    assert owed() == owed()
    assert len({owed().id, owed("event-2").id, owed(recipient="p-2").id}) == 3
    assert owed().message_id == f"<{owed().id}@lumen.example>"


def test_a_server_that_is_away_is_asked_after_longer_and_longer_and_answers_for_nothing() -> None:
    mail, waits = owed(), []
    for attempts in range(1, 10):
        mail = claimed(mail, attempts).delayed(LATER)
        waits.append((mail.due_at or LATER) - LATER)
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(seconds=5), LONGEST_WAIT)
    assert mail.accepted_at == NOT_YET


def test_a_mail_that_is_put_off_too_often_counts_as_refused() -> None:
    mail, now, waits = owed(), NOW, []
    while mail.waits:
        mail = mail.deferred(now)
        if mail.due_at:
            waits.append(mail.due_at - now)
            now = mail.due_at
    assert mail.state is MailState.REFUSED
    assert len(waits) == MOST_DEFERRALS - 1
    assert max(waits) == LONGEST_DEFERRAL
    assert timedelta(days=3) < now - NOW < timedelta(days=5)
    assert (mail.accepted_at, mail.refused_at) == (NOW, now)


@given(st.integers(0, 10_000), st.integers(0, MOST_DEFERRALS - 2))
def test_waiting_ends_within_the_hour_however_often_it_was_tried(tries: int, put_off: int) -> None:
    mail = claimed(owed(), tries)
    for after in (mail.delayed(NOW), deferred_before(mail, put_off).deferred(NOW)):
        assert after.due_at is not None
        assert timedelta() < after.due_at - NOW <= timedelta(hours=1)


def test_what_ended_is_due_no_more_and_says_when() -> None:
    ends = [owed().sent(LATER), owed().refused(LATER), owed().dropped(LATER)]
    assert {end.due_at for end in ends} == {None}
    assert [getattr(end, f"{end.state}_at") for end in ends] == [LATER] * 3
    assert [end.accepted_at for end in ends] == [LATER, NOW, NOW]


def claimed(mail: QueuedMail, attempts: int) -> QueuedMail:
    return replace(mail, attempts=attempts)


def deferred_before(mail: QueuedMail, times: int) -> QueuedMail:
    return replace(mail, deferrals=times)
