"""Messages that earlier code published are read by the services of today."""

import json
from dataclasses import replace

import pytest

from tests.kept import ending
from tests.kept.asking import figures
from tests.kept.conftest import Opening
from tests.kept.recorded import KEPT, Cut, last_of
from tests.kept.stories.told import STORIES

pytestmark = pytest.mark.slow
FIGURES = json.loads((KEPT / "figures.json").read_text())
# Each type of event that contests published before things were classes.
CONTEST = [
    "opened",
    "amended",
    "closed",
    "sealed",
    "draw_postponed",
    "drawn",
    "settled",
    "cancelled",
]
ENTRY = ["submitted", "confirmed", "excluded", "reinstated", "withdrawn", "lapsed", "refused"]
DRAW = [
    "made",
    "winner_notified",
    "skip_notified",
    "winner_accepted",
    "winner_skipped",
    "alternate_promoted",
    "prize_not_awarded",
    "winner_verified",
    "prize_fulfilled",
]
TYPES = {
    f"kermesse.contests.{topic}.{verb}.v1"
    for topic, verbs in (("contest", CONTEST), ("entry", ENTRY), ("draw", DRAW))
    for verb in verbs
}


def test_every_type_of_event_was_recorded() -> None:
    found = {
        line["headers"]["ce_type"] for name in STORIES for line in last_of(name).messages.values()
    }
    assert found == TYPES


@pytest.mark.parametrize("name", STORIES)
def test_reading_all_of_them_again_changes_nothing_and_writes_to_nobody(
    name: str, reopen: Opening
) -> None:
    end = last_of(name)
    house = reopen(replace(end, places={}))
    house.run()
    now = house.now()
    found = ending.differences(ending.whole(end, end), ending.whole(end, now))
    assert not list(found)
    assert len(now.letters) == len(end.letters)
    assert _known(now) == set(end.documents)
    assert len(now.messages) == len(end.messages)


@pytest.mark.parametrize("name", STORIES)
def test_insights_that_know_nothing_count_the_same_figures_from_them(
    name: str, reopen: Opening
) -> None:
    end = last_of(name)
    others = {place: line for place, line in end.documents.items() if place[0] != "insights"}
    house = reopen(replace(end, documents=others, places={}))
    assert figures(house, end, STORIES[name].workspace) == FIGURES[name]


@pytest.mark.parametrize("name", STORIES)
def test_facts_and_tallies_of_then_give_the_same_figures(name: str, reopen: Opening) -> None:
    end = last_of(name)
    assert figures(reopen(end), end, STORIES[name].workspace) == FIGURES[name]


def _known(end: Cut) -> set[ending.Place]:
    """Return the documents there are, those of mails that came since apart."""
    documents = end.documents.items()
    return {place for place, line in documents if line["body"].get("purpose") not in ending.SINCE}
