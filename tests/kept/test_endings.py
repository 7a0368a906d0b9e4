"""Contests that earlier code left at any point of their lives go on to the end it brought them to.

Each cut of a recorded story is opened by the code of today, which lets the rest of the story
happen. CONTRIBUTING.md tells how they were recorded.
"""

import functools

import pytest

from tests.kept import ending
from tests.kept.acting import Cast
from tests.kept.conftest import Opening
from tests.kept.recorded import Cut, cuts_of
from tests.kept.stories.told import STORIES

pytestmark = pytest.mark.slow

# Mails that the code of then wrote to nobody: what is new is named, so that nothing else is.
NEW = {"contests mails state=sent purpose=reminder"}


@functools.cache
def recorded(story: str) -> dict[str, Cut]:
    return {cut.name: cut for cut in cuts_of(story)}


def chapters(story: str) -> list[str]:
    return [chapter.name for chapter in STORIES[story].chapters if chapter.name]


CUTS = [(story, name) for story in STORIES for name in chapters(story)]
# Every document of a story is there at each of its cuts: a third of them is enough for a server.
CASES = [("sqlite", *cut) for cut in CUTS] + [
    pytest.param("mongo", *cut, marks=pytest.mark.mongo) for cut in CUTS[::3]
]


@pytest.mark.parametrize(("store", "name", "cut"), CASES, indirect=["store"])
def test_what_was_left_goes_on_to_the_same_end(name: str, cut: str, reopen: Opening) -> None:
    story, left = STORIES[name], recorded(name)[cut]
    end = list(recorded(name).values())[-1]
    house = reopen(left)
    cast = Cast(house, left.letters, story.workspace, house.watch)
    story.tell(cast, story.after(cut))
    house.run()
    now = house.now()
    known = chapters(name)
    if known.index(cut) >= known.index(story.settled_by):
        found = list(ending.differences(ending.whole(left, end), ending.whole(left, now)))
        assert not found, "\n".join(found)
    else:
        found = {kind: many for kind, many in ending.shape(now).items() if kind not in NEW}
        assert found == ending.shape(end)
    assert not [place for place in now.messages if place[0].endswith("dead-letters")]
    assert not [line for line in now.documents.values() if line.get("events")]
