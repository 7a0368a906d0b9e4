"""A data folder that processes left without a word goes on as it lies: rows, keys, dead readers."""

from pathlib import Path

from tests.kept import ending, stored
from tests.kept.acting import Cast
from tests.kept.conftest import Reopened
from tests.kept.recorded import FOLDER, Cut, cut_of, cuts_of
from tests.kept.stories.told import STORIES


class Found(Reopened):
    """A house over the data folder that was recorded."""

    def load(self, cut: Cut) -> None:
        """Put the rows where they lay."""
        stored.load_folder(self.folder)


def test_a_folder_goes_on_to_the_end_of_its_story(tmp_path: Path) -> None:
    name, last = FOLDER
    left, end, story = cut_of(name, last), list(cuts_of(name))[-1], STORIES[name]
    house = Found(left, tmp_path, None)
    story.tell(Cast(house, left.letters, story.workspace), story.after(last))
    house.run()
    found = list(ending.differences(ending.whole(left, end), ending.whole(left, house.now())))
    house.close()
    assert not found, "\n".join(found)


def test_keys_of_today_are_the_keys_in_the_files_of_then(tmp_path: Path) -> None:
    then, now = tmp_path / "then", tmp_path / "now"
    then.mkdir()
    now.mkdir()
    stored.load_folder(then)
    Reopened(cut_of(*FOLDER), now, None).close()
    for file in ("contests.sqlite", "insights.sqlite"):
        assert stored.keys(then / file) <= stored.keys(now / file)
