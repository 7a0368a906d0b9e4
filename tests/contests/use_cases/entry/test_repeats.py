"""A mailbox is counted once, however many forms came of it."""

from services.contests.domain.contest import chunk_of
from services.contests.use_cases.contest.read import read_contest
from services.contests.use_cases.entry.confirm import confirm_entry
from tests.contests.desk import WORKSPACE, Desk


def counted(desk: Desk, contest_id: str) -> tuple[int, int]:
    counts = read_contest(desk.context, workspace=WORKSPACE, contest=contest_id).counts
    assert counts is not None
    return counts.confirmed, counts.unconfirmed


def left_out(desk: Desk, contest_id: str) -> dict[str, int]:
    """Return what the sealed list would say of those who are not in it."""
    contest = desk.context.stores.contests.get(WORKSPACE, contest_id)
    page = desk.context.stores.entries.candidates(WORKSPACE, contest_id, after=None, limit=50)
    return dict(chunk_of(contest, 0, page.items, page.after).excluded)


def test_a_second_form_of_someone_who_is_in_is_nobody_who_never_confirmed(desk: Desk) -> None:
    contest = desk.opened()
    desk.entered(contest)
    desk.submit(contest)
    assert counted(desk, contest.id) == (1, 0)
    assert left_out(desk, contest.id) == {}


def test_many_forms_of_one_mailbox_are_one_person_who_never_confirmed(desk: Desk) -> None:
    contest = desk.opened()
    for _ in range(3):
        desk.submit(contest)
    assert counted(desk, contest.id) == (0, 1)
    assert left_out(desk, contest.id) == {"unconfirmed": 1}


def test_whichever_form_is_confirmed_the_others_count_no_more(desk: Desk) -> None:
    contest = desk.opened()
    desk.submit(contest)
    last = desk.submit(contest)
    for _ in range(2):
        confirm_entry(desk.context, workspace=WORKSPACE, token=desk.token(last))
        assert counted(desk, contest.id) == (1, 0)
        assert left_out(desk, contest.id) == {}


def test_people_of_two_mailboxes_are_two(desk: Desk) -> None:
    contest = desk.opened()
    desk.submit(contest, email="ana@example.org")
    desk.submit(contest, email="bruno@example.org")
    assert counted(desk, contest.id) == (0, 2)
