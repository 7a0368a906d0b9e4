"""A form that was sent is one entry, whatever is sent again."""

import pytest

from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, page_of, read, words


def test_a_person_enters_and_is_told_to_look_into_their_mail(fair: Fair) -> None:
    contest = fair.opened()
    answer = fair.someone().enter(fair.page(contest, "?s=affiche"))
    assert (answer.status_code, page_of(answer)) == (303, fair.page(contest, "/thanks"))
    assert "ouvrez notre courriel" in words(fair.someone().get(answer.location))
    assert fair.mailed("/confirm/").startswith(f"/fr/w/{WORKSPACE}/confirm/")


def test_an_entry_remembers_the_link_that_brought_it(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest, "?s=affiche"))
    found = fair.world.context.stores.entries.page(
        WORKSPACE, contest.id, after=None, limit=10
    ).items
    assert [entry.source for entry in found] == ["affiche"]


@pytest.mark.parametrize(
    ("query", "source"),
    [
        ("?s=NEWSLETTER", "newsletter"),
        ("?s=Été à Arles", "ete-a-arles"),
        ("?utm_source=insta&utm_medium=social", "insta"),
        ("?s=poster&utm_source=insta", "poster"),
        ("?s=<script>", "script"),
        ("?s=%D8%B9%D9%84%DB%8C", "unreadable"),
        ("?s=" + "a" * 70, "a" * 64),
        ("", ""),
    ],
)
def test_one_source_has_one_name_and_none_is_dropped(fair: Fair, query: str, source: str) -> None:
    contest = fair.opened()
    assert fair.someone().enter(fair.page(contest, query)).status_code == 303
    found = fair.world.context.stores.entries.page(WORKSPACE, contest.id, after=None, limit=10)
    assert [entry.source for entry in found.items] == [source]


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("?via=lea", "lea"),
        ("?s=affiche&via=L%C3%89A", "léa"),
        ("?via=Le%CC%81a", "léa"),
        ("?via=<script>", ""),
        ("?via=" + "a" * 65, ""),
        ("", ""),
    ],
)
def test_the_link_of_a_partner_is_carried_by_the_form_of_the_same_visit(
    fair: Fair, query: str, link: str
) -> None:
    contest = fair.opened()
    assert fair.someone().enter(fair.page(contest, query)).status_code == 303
    found = fair.world.context.stores.entries.page(WORKSPACE, contest.id, after=None, limit=10)
    assert [entry.link for entry in found.items] == [link]


def test_a_form_that_is_shown_again_still_carries_the_link(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    wrong = read(someone.enter(fair.page(contest, "?via=lea"), accept_rules=""))
    assert wrong.select_one("[name=link]")["value"] == "lea"
    assert read(someone.get(fair.page(contest))).select_one("[name=link]") is None


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
    assert page_of(answer) == fair.page(contest, "/thanks")
