"""The address of a workspace leads to its public contests."""

import pytest

from services.contests.use_cases.contest.create import create_contest
from tests.contests.world import CLOSES, WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words


@pytest.mark.parametrize("ending", ["", "/"])
def test_it_lists_what_is_published_by_title_and_where_it_stands(fair: Fair, ending: str) -> None:
    contest = fair.opened()
    create_contest(fair.world.context, workspace=WORKSPACE, texts={"fr": {"title": "Secret"}})
    answer = fair.someone().get(f"/fr/w/{WORKSPACE}{ending}")
    assert answer.status_code == 200
    (link,) = read(answer).select("main h2 a")
    assert (link.get_text(), link["href"]) == ("Printemps : le jeu", fair.page(contest))
    assert "ouvert jusqu’au vendredi 20 mars 2026 à 12 h 00, heure de Paris" in words(answer)
    assert "Secret" not in answer.text
    english = fair.someone().get(f"/en/w/{WORKSPACE}{ending}")
    assert "open until: Friday 20 March 2026 at 12:00, Paris time" in words(english)
    fair.world.clock.set(CLOSES)
    assert "les participations sont closes" in words(fair.someone().get(f"/fr/w/{WORKSPACE}"))


def test_a_workspace_without_contests_says_so_and_an_unknown_one_is_not_there(fair: Fair) -> None:
    assert "No contest is public yet." in words(fair.someone().get(f"/en/w/{WORKSPACE}"))
    assert fair.someone().get("/en/w/no-such-house").status_code == 404


def test_the_page_of_a_contest_leads_there(fair: Fair) -> None:
    page = read(fair.someone().get(fair.page(fair.opened())))
    (link,) = page.select(f"footer a[href='/fr/w/{WORKSPACE}/']")
    assert link.get_text() == "Tous les concours de Maison Lumen"


def test_many_are_read_page_by_page(fair: Fair) -> None:
    titles = 0
    for _ in range(51):
        fair.opened()
    someone, place = fair.someone(), f"/fr/w/{WORKSPACE}"
    while place:
        page = read(someone.get(place))
        titles += len(page.select("main h2 a"))
        more = page.select_one("main a[href*='after=']")
        place = str(more["href"]) if more else ""
    assert titles == 51


@pytest.mark.parametrize("after", ["x", "é", "%00", "9" * 2000])
def test_there_is_no_page_at_a_place_that_nobody_gave(fair: Fair, after: str) -> None:
    fair.opened()
    answer = fair.someone().get(f"/fr/w/{WORKSPACE}?after={after}")
    assert answer.status_code == 404
