"""A draw on the public chain: the one prize declined, then taken by the alternate."""

from tests.kept.acting import Cast
from tests.kept.stories.chapters import Chapter, Story

SETTINGS = {
    "opens_at": "2023-08-20T09:00:00.000Z",
    "closes_at": "2023-08-21T10:00:00.000Z",
    "confirm_within": 3600,
    "review_within": 25 * 3600,
    "draw_at": "2023-08-23T15:15:33.000Z",
    "claims_end_at": "2023-10-01T09:00:00.000Z",
    "alternates": 1,
}


def _published(cast: Cast) -> None:
    cast.draft("tirage-public", SETTINGS)
    cast.publish()
    cast.run()


def _people(cast: Cast) -> None:
    cast.enter("ana", "ben", "cleo")
    cast.run()
    cast.confirm("ana", "ben", "cleo")
    cast.run()


def _handed_over(cast: Cast) -> None:
    cast.answer(1, "accept")
    cast.decide(1, "verify")
    cast.decide(1, "fulfil")
    cast.run()


CHAPTERS = [
    Chapter("", "2023-08-20T09:00Z", _published),
    Chapter("open with people", "2023-08-20T10:00Z", _people),
    Chapter("", "2023-08-21T10:00Z", Cast.run),
    Chapter("sealed", "2023-08-22T12:00Z", Cast.run),
    Chapter("drawn, not told", "2023-08-23T15:15:33Z", Cast.tick),
    Chapter("drawn", "2023-08-23T15:15:40Z", Cast.run),
    Chapter("declined", "2023-08-24T09:00Z", lambda cast: cast.answer(1, "decline")),
    Chapter("promoted", "2023-08-24T09:01Z", Cast.run),
    Chapter("settled", "2023-08-25T09:00Z", _handed_over),
]
STORY = Story("public-chain", CHAPTERS, settled_by="open with people", chain="quicknet")
