"""A form that was sent is one entry, whatever is sent again."""

from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words


def test_a_person_enters_and_is_told_to_look_into_their_mail(fair: Fair) -> None:
    contest = fair.opened()
    answer = fair.someone().enter(fair.page(contest, "?s=affiche"))
    assert (answer.status_code, answer.location) == (303, fair.page(contest, "/thanks"))
    assert "regardez vos courriels" in words(fair.someone().get(answer.location))
    assert fair.mailed("/confirm/").startswith(f"/fr/w/{WORKSPACE}/confirm/")


def test_an_entry_remembers_the_link_that_brought_it(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest, "?s=affiche"))
    fair.someone().enter(fair.page(contest, "?s=<script>"), email="b@example.org")
    found = fair.world.context.stores.entries.page(
        WORKSPACE, contest.id, after=None, limit=10
    ).items
    assert sorted(entry.source for entry in found) == ["", "affiche"]


def test_a_corrected_form_is_taken(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    wrong = read(someone.enter(fair.page(contest), accept_rules=""))
    key = wrong.select_one("[name=request_key]")["value"]
    assert someone.enter(fair.page(contest), request_key=key).status_code == 303
    assert fair.entries(contest) == 1


def test_the_same_sending_twice_is_one_entry(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    for _ in range(2):
        assert someone.enter(fair.page(contest), request_key="a" * 32).status_code == 303
    assert fair.entries(contest) == 1


def test_someone_who_goes_back_to_correct_the_address_gets_a_mail_there(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    for email in ("inse@example.org", "ines@example.org", "ines@example.org"):
        answer = someone.enter(fair.page(contest), request_key="a" * 32, email=email)
        assert answer.status_code == 303
    assert fair.entries(contest) == 2


def test_whoever_takes_part_already_reads_the_same(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    answer = fair.someone().enter(fair.page(contest))
    assert answer.location == fair.page(contest, "/thanks")
