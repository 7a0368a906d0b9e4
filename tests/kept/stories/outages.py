"""Our outages are ours: mails that waited lengthen the windows, a late seal moves the draw."""

from tests.kept.acting import Cast
from tests.kept.stories.chapters import Chapter, Story

SETTINGS = {
    "draw_at": "2026-03-12T12:00:00.000Z",
    "claims_end_at": "2026-05-15T09:00:00.000Z",
    "alternates": 1,
}


def _forms(cast: Cast) -> None:
    cast.enter("ana", "ben", "cleo", "dora")
    _away(cast)


def _away(cast: Cast) -> None:
    cast.house.mailer.down = True
    cast.run()


def _back(cast: Cast) -> None:
    cast.house.mailer.down = False
    cast.run()


def _published(cast: Cast) -> None:
    cast.draft("jeu-des-pannes", SETTINGS)
    cast.publish()
    cast.run()


def _excluded(cast: Cast) -> None:
    cast.review("cleo", "exclude", reason="duplicate", note="")
    _away(cast)


def _handed_over(cast: Cast) -> None:
    cast.answer(1, "accept")
    cast.decide(1, "verify")
    cast.decide(1, "fulfil")


CHAPTERS = [
    Chapter("", "2026-03-01T09:00Z", _published),
    Chapter("the mail server is away", "2026-03-08T08:30Z", _forms),
    Chapter("closed while mails wait", "2026-03-08T09:00Z", _away),
    Chapter("the mail server is back", "2026-03-09T08:00Z", _back),
    Chapter("", "2026-03-09T08:10Z", lambda cast: cast.confirm("ana", "ben", "cleo")),
    Chapter("", "2026-03-09T08:11Z", Cast.run),
    Chapter("more time to confirm, not told", "2026-03-09T08:59:40Z", Cast.tick),
    Chapter("more time to confirm", "2026-03-09T08:59:50Z", Cast.run),
    Chapter("", "2026-03-10T07:00Z", lambda cast: cast.confirm("dora")),
    Chapter("", "2026-03-10T07:01Z", Cast.run),
    Chapter("excluded while the server is away", "2026-03-11T07:30Z", _excluded),
    Chapter("excluded and told late", "2026-03-11T14:00Z", _back),
    Chapter("more time to appeal, not told", "2026-03-12T08:00Z", Cast.tick),
    Chapter("more time to appeal", "2026-03-12T08:01Z", Cast.run),
    Chapter("postponed, not committed", "2026-03-12T14:50Z",
            lambda cast: cast.dies("contests.contests.replace", 3, act="tick")),
    Chapter("sealed late, not told", "2026-03-12T14:50:20Z", Cast.tick),
    Chapter("sealed late", "2026-03-12T14:51Z", Cast.run),
    Chapter("drawn", "2026-03-12T16:00:30Z", Cast.run),
    Chapter("handed over, not told", "2026-03-14T09:00Z", _handed_over),
    Chapter("settled", "2026-03-14T09:01Z", Cast.run),
]  # fmt: skip
STORY = Story("outages", CHAPTERS, settled_by="the mail server is away")
