"""Called off with people in it, in another workspace; then its people are forgotten."""

from tests.kept.acting import Cast
from tests.kept.stories.chapters import Chapter, Story


def _published(cast: Cast) -> None:
    cast.draft("sans-local", {"data": {"retention_days": 30, "opt_in": False}})
    cast.publish()
    cast.run()


def _people(cast: Cast) -> None:
    cast.enter("ana", "ben", "cleo", "ida")
    cast.run()
    cast.confirm("ana", "ben", "cleo")
    cast.run()


CHAPTERS = [
    Chapter("", "2026-03-01T09:00Z", _published),
    Chapter("open with people", "2026-03-02T09:00Z", _people),
    Chapter("called off, not told", "2026-03-03T10:00Z", Cast.cancel),
    Chapter("a mailing half-way", "2026-03-03T10:01Z",
            lambda cast: cast.dies("contests.mailings.change", 2, small=2)),
    Chapter("called off", "2026-03-03T10:02Z", Cast.run),
    Chapter("half erased", "2026-04-02T10:00:30Z",
            lambda cast: cast.dies("contests.contests.replace", 2, small=2, act="tick")),
    Chapter("erased", "2026-04-02T10:02Z", Cast.run),
]  # fmt: skip
STORY = Story("called-off", CHAPTERS, settled_by="open with people", workspace="atelier-nord")
