"""A draw whose prizes find nobody: the pages say why, and nothing that is not so."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.contest.rules import RANKED_LIST
from services.contests.use_cases.winner.answer import answer_claim
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import ASKED, Fair, words

ONE: dict[str, Any] = {**ASKED, "prizes": [{"name": "Lampe", "count": 1}], "alternates": 1}
EMPTY = {"fr": "il n’y avait aucune participation", "en": "there was no entry in the list"}
CLAIM = re.compile(r"/claim/(\S+)")


def drawn(fair: Fair, people: int, **changes: Any) -> Contest:
    """Draw a contest of one prize and one alternate, and tell the winner."""
    contest = fair.world.drawn(people, **{**ONE, **changes})
    Pump(fair.world).run()
    return contest


def claims(fair: Fair) -> list[str]:
    """Return the tokens of claims that were mailed, in their order."""
    found = [CLAIM.search(mail.text) for mail in fair.world.inbox()]
    return list(dict.fromkeys(each[1] for each in found if each))


def silence(fair: Fair) -> None:
    """Let the time to answer go by."""
    fair.world.clock.advance(days=8)
    Pump(fair.world).run()


def decline(fair: Fair) -> None:
    """Let whoever was told last give the prize up."""
    answer_claim(fair.world.context, workspace=WORKSPACE, token=claims(fair)[-1], accept=False)
    Pump(fair.world).run()
    fair.a_moment_later()


@pytest.mark.parametrize("ending", ["", "/certificate"])
def test_where_nobody_answered_the_page_says_so_and_how_many_entries_there_were(
    fair: Fair, ending: str
) -> None:
    contest = drawn(fair, 3)
    silence(fair)
    silence(fair)
    french = words(fair.someone().get(fair.page(contest, ending)))
    assert (
        "Personne n’a gagné : aucune des personnes tirées au sort n’a répondu à temps. "
        "Participations dans la liste : 3." in french
    )
    english = words(fair.someone().get(fair.page(contest, ending, "en")))
    assert "nobody who was drawn answered in time. Entries in the list: 3." in english
    assert "1 prize was not awarded: its last holder does not have it" in english
    assert EMPTY["fr"] not in french
    assert EMPTY["en"] not in english


@pytest.mark.parametrize("first", [silence, decline])
def test_where_one_gave_up_the_page_does_not_say_that_nobody_answered(
    fair: Fair, first: Callable[[Fair], None]
) -> None:
    contest = drawn(fair, 3)
    first(fair)
    decline(fair)
    said = words(fair.someone().get(fair.page(contest, language="en")))
    assert "everybody who was drawn gave up, did not answer in time" in said
    assert "nobody who was drawn answered in time" not in said
    assert EMPTY["en"] not in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_only_an_empty_list_says_that_it_was_empty(fair: Fair, language: str) -> None:
    contest = drawn(fair, 0)
    assert EMPTY[language] in words(fair.someone().get(fair.page(contest, language=language)))


def test_while_a_prize_passes_on_nobody_is_said_to_have_lost(fair: Fair) -> None:
    contest = drawn(fair, 3)
    answer_claim(fair.world.context, workspace=WORKSPACE, token=claims(fair)[-1], accept=False)
    said = words(fair.someone().get(fair.page(contest, language="en")))
    assert "The references of those who hold the prizes appear here in a moment." in said
    assert "Nobody has won" not in said


def test_who_did_not_answer_is_not_said_to_give_up(fair: Fair) -> None:
    contest = drawn(fair, 3)
    silence(fair)
    french = words(fair.someone().get(fair.page(contest)))
    assert "n’a pas répondu à temps : Lampe." in french
    assert "renonce" not in french
    english = words(fair.someone().get(fair.page(contest, language="en")))
    assert "did not answer in time: Lampe." in english
    assert "gives up" not in english


def claim_page(fair: Fair, place: int, language: str = "en") -> str:
    """Return the words of the page of the claim that was mailed at this place."""
    return words(fair.someone().get(f"/{language}/w/{WORKSPACE}/claim/{claims(fair)[place]}"))


def test_each_of_those_who_did_not_answer_reads_what_became_of_the_prize(fair: Fair) -> None:
    drawn(fair, 3)
    silence(fair)
    silence(fair)
    first, last = claim_page(fair, 0), claim_page(fair, -1)
    assert "This prize has passed on" in first
    assert "The next alternate takes it." in first
    assert "This prize was not awarded" in last
    assert "No alternate was left: it was not awarded." in last
    assert "next alternate" not in last
    assert "Ce lot n’a pas été attribué" in claim_page(fair, -1, "fr")


def test_whoever_gives_up_the_last_reads_that_nobody_takes_it(fair: Fair) -> None:
    drawn(fair, 3, alternates=0)
    decline(fair)
    said = claim_page(fair, -1)
    assert "You gave this prize up" in said
    assert "No alternate was left: it was not awarded. This cannot be undone." in said


def test_fewer_entries_than_prizes_are_the_reason_that_is_said(fair: Fair) -> None:
    contest = drawn(fair, 2, prizes=[{"name": "Lampe", "count": 3}], alternates=0)
    said = words(fair.someone().get(fair.page(contest, language="en")))
    assert "1 prize was not awarded: there were fewer entries than prizes." in said
    decline(fair)
    both = words(fair.someone().get(fair.page(contest, language="en")))
    assert "1 prize was not awarded: there were fewer entries than prizes." in both
    assert "1 prize was not awarded: its last holder does not have it" in both


def test_the_rules_say_how_far_the_list_goes_where_they_promised_it(fair: Fair) -> None:
    before, since = fair.opened(), fair.opened(ranked_list=dict(RANKED_LIST))
    promise = "ends with its last alternate"
    assert promise not in words(fair.someone().get(fair.page(before, "/rules", "en")))
    assert promise in words(fair.someone().get(fair.page(since, "/rules", "en")))
