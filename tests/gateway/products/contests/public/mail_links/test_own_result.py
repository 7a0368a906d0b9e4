"""After the draw everybody reads on their own page what it means to them, in one sentence."""

from services.contests.domain.contest import Contest
from services.contests.domain.tokens import MANAGE, token_of
from services.contests.use_cases.contest.keys import address_secret
from tests.contests.pump import Pump
from tests.contests.use_cases.winner.acts import answer, at_place, fulfil
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import WITHOUT_NEWS


def drawn(fair: Fair) -> Contest:
    """Draw a contest of nine, and tell its winners."""
    contest = fair.world.drawn(9, **WITHOUT_NEWS)
    Pump(fair.world).run()
    return contest


def page_of(fair: Fair, contest: Contest, ref: str) -> str:
    """Return the path of the page of one's own entry."""
    entry = fair.world.context.stores.entries.of_ref(WORKSPACE, contest.id, ref)
    token = token_of(address_secret(fair.world.context, contest), MANAGE, entry.id)
    return f"/fr/w/{WORKSPACE}/entry/{token}"


def result(fair: Fair, contest: Contest, ref: str) -> str:
    """Return the sentence, "" where the page has none."""
    found = read(fair.someone().get(page_of(fair, contest, ref))).find(id="result-title")
    return "" if found is None else " ".join(found.find_next("p").get_text().split())


def test_each_line_has_its_own_sentence_and_names_no_other(fair: Fair) -> None:
    contest = drawn(fair)
    draw = fair.world.context.stores.draws.get(WORKSPACE, contest.id)
    winners = [each.ref for each in draw.winners]
    page = fair.world.context.stores.entries.by_ref(WORKSPACE, contest.id, after=None, limit=50)
    refs = [each.ref for each in page.items]
    for ref in refs:
        said = result(fair, contest, ref)
        if ref in winners:
            assert said.startswith("Vous avez gagné «")
        elif ref in draw.alternates:
            rank = draw.alternates.index(ref) + 1
            assert f"elle est suppléante, au rang {rank} :" in said
            assert "avant le samedi 2 mai 2026" in said
        else:
            assert said == "Le tirage a eu lieu : votre référence n’a pas été tirée."
        shown = fair.someone().get(page_of(fair, contest, ref)).text
        assert [each for each in refs if each in shown] == [ref]


def test_an_alternate_reads_that_a_prize_has_come(fair: Fair) -> None:
    contest = drawn(fair)
    gone = at_place(fair.world, contest, 1)
    answer(fair.world, gone, accept=False)
    Pump(fair.world).run()
    heir = at_place(fair.world, contest, 1)
    assert heir.promoted
    said = result(fair, contest, heir.ref)
    assert said.startswith("Votre référence était suppléante, et « Vélo » vous revient :")
    assert result(fair, contest, gone.ref) == "« Vélo » n’est plus à vous : refus du lot."


def test_once_all_is_handed_over_each_reads_how_it_ended(fair: Fair) -> None:
    contest = drawn(fair)
    for place in (1, 2, 3):
        winner = at_place(fair.world, contest, place)
        answer(fair.world, winner, accept=True)
        fulfil(fair.world, winner)
    Pump(fair.world).run()
    assert "et ce lot vous a été remis" in result(fair, contest, winner.ref)
    first = fair.world.context.stores.draws.get(WORKSPACE, contest.id).alternates[0]
    assert "était suppléante, au rang 1 : tous les lots" in result(fair, contest, first)


def test_an_alternate_reads_no_date_that_has_passed(fair: Fair) -> None:
    contest = drawn(fair)
    for place in (1, 2, 3):
        answer(fair.world, at_place(fair.world, contest, place), accept=True)
    fair.world.clock.set(contest.schedule.last_answer)
    first = fair.world.context.stores.draws.get(WORKSPACE, contest.id).alternates[0]
    said = result(fair, contest, first)
    assert "si un lot se libère, et que votre tour vient" in said
    assert "2026" not in said


def test_before_the_draw_nothing_is_said(fair: Fair) -> None:
    contest = fair.world.sealed(4, **WITHOUT_NEWS)
    page = fair.world.context.stores.entries.by_ref(WORKSPACE, contest.id, after=None, limit=50)
    assert {result(fair, contest, each.ref) for each in page.items} == {""}


def test_who_has_left_reads_nothing_of_the_draw(fair: Fair) -> None:
    contest = drawn(fair)
    ref = fair.world.context.stores.draws.get(WORKSPACE, contest.id).alternates[0]
    path, someone = page_of(fair, contest, ref), fair.someone()
    assert someone.post(f"{path}/withdraw").status_code == 303
    assert "Vous avez quitté ce concours" in words(someone.get(path))
    assert result(fair, contest, ref) == ""


def test_a_service_of_earlier_code_says_nothing_of_it(fair: Fair) -> None:
    contest = drawn(fair)
    page = fair.world.context.stores.entries.by_ref(WORKSPACE, contest.id, after=None, limit=50)
    fair.services.withheld = ("result", "answers_until")
    places = fair.world.context.stores.draws.get(WORKSPACE, contest.id).winners
    others = [each.ref for each in page.items if each.ref not in {one.ref for one in places}]
    assert {result(fair, contest, ref) for ref in others} == {""}
