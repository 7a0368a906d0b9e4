"""What comes too late, twice, or reaches nobody: and still each contest ends.

A confirmation and an exclusion are written after the list was read; mails are put off, refused and
dropped; there are more prizes than people; a winner is out of reach to the end, another is told by
two people that they shall be skipped, a third leaves.
"""

import functools

from tests.kept.acting import Cast, address
from tests.kept.stories.chapters import Chapter, Story, both

SETTINGS = {
    "draw_at": "2026-03-12T12:00:00.000Z",
    "claims_end_at": "2026-03-20T12:00:10.000Z",
    "prizes": [{"name": "Vélo", "count": 1}, {"name": "Livre", "count": 4}],
    "alternates": 0,
}
IN = ("ana", "ben", "cleo", "dora")


def _published(cast: Cast) -> None:
    cast.draft("jeu-des-retards", SETTINGS)
    cast.publish()
    cast.run()


def _forms(cast: Cast) -> None:
    cast.house.mailer.bounced.add(address("max"))
    _busy(cast)
    cast.enter(*IN, "eve", "max", "noa")
    cast.run()
    for source in ("tv", "radio", "kiosk", "fair"):
        cast.enter("ida", source=source)
        cast.run()
    cast.enter("ana", source="tv")


def _confirmed(cast: Cast) -> None:
    cast.confirm(*IN)
    cast.run()


def _busy(cast: Cast) -> None:
    cast.house.mailer.busy.add(address("noa"))


def _stalled(cast: Cast) -> None:
    """Let two requests stand still until the list is sealed."""
    confirming = functools.partial(cast.confirm, "eve", status=410)
    cast.stalls("contests.entries", confirming, _stalled_review)


def _stalled_review(cast: Cast) -> None:
    cast.at("2026-03-09T20:00Z")
    reviewing = functools.partial(cast.review, "dora", "exclude", status=409, reason="fraud")
    cast.stalls("contests.entries", reviewing, _sealed)


def _sealed(cast: Cast) -> None:
    cast.at("2026-03-11T09:00Z")
    cast.run()


def _seated(cast: Cast) -> None:
    cast.tick()
    cast.deliver()


def _out_of_reach(cast: Cast) -> None:
    cast.house.mailer.bounced.add(_address_of(cast, 1))
    cast.run()


def _notice_refused(cast: Cast) -> None:
    cast.house.mailer.bounced.add(_address_of(cast, 2))
    cast.skip(2, "bob", "identity_not_shown")
    cast.run()


def _address_of(cast: Cast, place: int) -> str:
    return address(cast.name(cast.holder(place)))


def _taken(cast: Cast) -> None:
    cast.answer(3, "accept")
    cast.decide(3, "verify")
    cast.decide(3, "fulfil")


CHAPTERS = [
    Chapter("", "2026-03-01T09:00Z", _published),
    Chapter("", "2026-03-02T09:00Z", _forms),
    Chapter("mails put off, refused, dropped", "2026-03-02T09:01Z", _confirmed),
    Chapter("", "2026-03-08T09:00Z", both(_busy, Cast.run)),
    Chapter("written after the list was read", "2026-03-09T08:59Z", _stalled),
    Chapter("lapsed, and put back", "2026-03-11T09:02Z", Cast.run),
    Chapter("drawn, not told", "2026-03-12T12:00Z", _seated),
    Chapter("a winner is out of reach", "2026-03-12T12:01Z", _out_of_reach),
    Chapter("a skip is proposed", "2026-03-12T13:00Z", both(
        lambda cast: cast.answer(2, "accept"),
        lambda cast: cast.skip(2, "ada", "identity_not_shown"))),
    Chapter("its notice reaches nobody", "2026-03-12T14:00Z", _notice_refused),
    Chapter("told of the skip by one", "2026-03-12T15:00Z", lambda cast: cast.tell(2, "ada")),
    Chapter("told of the skip by two", "2026-03-12T15:30Z", lambda cast: cast.tell(2, "bob")),
    Chapter("a winner left, not told", "2026-03-13T09:00Z", lambda cast: cast.leave_as(4)),
    Chapter("a winner left", "2026-03-13T09:01Z", Cast.run),
    Chapter("one prize taken", "2026-03-13T10:00Z", both(_taken, Cast.run)),
    Chapter("objection is over", "2026-03-15T15:30:30Z", Cast.run),
    Chapter("held to the end", "2026-03-20T12:00:10Z", Cast.tick),
    Chapter("settled", "2026-03-20T12:01Z", Cast.run),
]  # fmt: skip
STORY = Story("races", CHAPTERS, settled_by="mails put off, refused, dropped")
