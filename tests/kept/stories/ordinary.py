"""A whole life: eight take part, two of four prizes find a taker, then everybody is forgotten.

Of four winners one accepts, one declines, one is skipped by the team, one never answers; of three
alternates one accepts, one leaves, one is told by two people as no mail reaches them, in vain.
"""

from tests.kept.acting import Cast, address
from tests.kept.beacon import signature
from tests.kept.stories.chapters import Chapter, Story, both

IN = ("ana", "ben", "cleo", "dora", "emil", "fay", "gus", "quin")
OUT = {"mo": "duplicate", "nina": "rules_breach", "otto": "not_eligible", "pia": "fraud"}
PRIZES = [
    {"name": "Vélo", "count": 1, "value": {"amount": 49900, "currency": "EUR"}},
    {"name": "Livre", "count": 2, "delivery": "Par la poste."},
]
SETTINGS = {
    "mechanic": {"kind": "secret_code", "code": "Lumière", "bonus": 2},
    "closes_at": "2026-03-08T09:00:00.000Z",
    "draw_at": "2026-03-12T12:00:00.000Z",
    "claims_end_at": "2026-05-15T09:00:00.000Z",
    "prizes": PRIZES,
    "alternates": 3,
    "data": {
        "retention_days": 90,
        "opt_in": True,
        "opt_in_text": {"fr": "Je veux la lettre.", "en": "Send me the letter."},
    },
}


def _draft(cast: Cast) -> None:
    body = {"slug": "le-jeu-de-l-ete"}
    cast.team("POST", "/contests", body, Idempotency_Key="a-draft-of-ada")


def _complete(cast: Cast) -> None:
    contest = cast.contest()
    texts = {"fr": {"title": "Le jeu de l'été, à Évian"}, "en": {"title": "Summer draw"}}
    settings = {
        "opens_at": "2026-03-01T09:00:00.000Z",
        "organiser": {"name": "Maison Lumen", "contact": "jeu@lumen.example"},
        **SETTINGS,
    }
    path, version = f"/contests/{contest['id']}", f'"{contest["version"]}"'
    cast.team("PATCH", path, {"settings": settings, "texts": texts}, If_Match=version)


def _forms(cast: Cast) -> None:
    cast.enter("ana", opt_in=True, answers={"code": "lumière"})
    cast.enter("dora", opt_in=True)
    cast.enter("ben", "cleo", "emil", "fay", "gus", "ida", "jon", "quin")
    cast.enter(*OUT)
    cast.enter("rex", of_age=False, status=422)
    cast.enter("sue", country="IT", status=422)
    cast.enter("tim", accept_rules=False, status=422)


def _confirmed(cast: Cast) -> None:
    cast.confirm(*IN, *OUT, "jon")


def _second_thoughts(cast: Cast) -> None:
    cast.leave("jon")
    cast.unsubscribe("dora")


def _amendments(cast: Cast) -> None:
    cast.amend("draw_at", "2026-03-13T12:00:00.000Z")
    cast.amend("closes_at", "2026-03-09T09:00:00.000Z", "Le serveur était en panne.")


def _more_prizes(cast: Cast) -> None:
    cast.amend("prizes", [*PRIZES, {"name": "Affiche", "count": 1}], "Un don de l'imprimeur.")
    cast.run()


def _review(cast: Cast) -> None:
    for who, reason in OUT.items():
        cast.review(who, "exclude", reason=reason, note="vu le 10")
    cast.review("quin", "exclude", reason="fraud", note="")


def _late(cast: Cast) -> None:
    cast.house.beacon.late = True
    cast.tick()


def _right(cast: Cast) -> None:
    beacon = cast.contest()["commitment"]["beacon"]
    cast.paste(signature(beacon["chain"], beacon["round"]))


def _unreachable(cast: Cast) -> None:
    """Let no mail reach the last alternate."""
    papers = cast.someone("GET", f"/contests/{cast.id}/certificate")
    cast.house.mailer.bounced.add(address(cast.name(papers["alternates"][-1])))


def _handed_over(cast: Cast) -> None:
    for place in (1, 2):
        cast.decide(place, "verify")
    cast.deliver()
    for place in (1, 2):
        cast.decide(place, "fulfil")


CHAPTERS = [
    Chapter("draft that lacks much", "2026-03-01T09:00Z", _draft),
    Chapter("draft that lacks nothing", "2026-03-01T09:10Z", _complete),
    Chapter("opened, not told", "2026-03-01T09:20Z", Cast.publish),
    Chapter("open", "2026-03-01T09:21Z", Cast.run),
    Chapter("forms sent", "2026-03-02T10:00Z", _forms),
    Chapter("asked to confirm", "2026-03-02T10:01Z", Cast.run),
    Chapter("confirmed", "2026-03-02T18:00Z", _confirmed),
    Chapter("confirmed and told", "2026-03-02T18:01Z", Cast.run),
    Chapter("one left", "2026-03-03T08:00Z", _second_thoughts),
    Chapter("amended", "2026-03-04T10:00Z",
            lambda cast: cast.amend("claims_end_at", "2026-05-20T09:00:00.000Z")),
    Chapter("a mailing half-way", "2026-03-04T10:01Z",
            lambda cast: cast.dies("contests.mailings.change", 2, small=4)),
    Chapter("amended again", "2026-03-04T10:01:30Z", _amendments),
    Chapter("amendments told", "2026-03-04T10:02Z", Cast.run),
    Chapter("", "2026-03-06T10:00Z", _more_prizes),
    Chapter("closed, not told", "2026-03-09T09:00Z", Cast.tick),
    Chapter("closed", "2026-03-09T09:01Z", both(
        lambda cast: cast.enter("zoe", status=410), Cast.run)),
    Chapter("windows looked at", "2026-03-10T08:59Z", Cast.run),
    Chapter("reviewed, not told", "2026-03-10T12:00Z", _review),
    Chapter("reviewed", "2026-03-10T12:01Z", Cast.run),
    Chapter("an appeal was right", "2026-03-10T15:00Z",
            lambda cast: cast.review("quin", "reinstate")),
    Chapter("appeals told", "2026-03-10T15:01Z", Cast.run),
    Chapter("sealing", "2026-03-12T09:00Z",
            lambda cast: cast.dies("contests.list_chunks.insert", act="tick")),
    Chapter("list half frozen", "2026-03-12T09:00:10Z",
            lambda cast: cast.dies("contests.list_chunks.insert", 2, small=6, act="tick")),
    Chapter("list whole", "2026-03-12T09:00:20Z",
            lambda cast: cast.dies("contests.contests.replace", act="tick")),
    Chapter("sealed, not witnessed", "2026-03-12T09:00:30Z",
            lambda cast: cast.dies("contests.contests.replace", 2, act="tick")),
    Chapter("sealed, not told", "2026-03-12T09:00:40Z", Cast.tick),
    Chapter("sealed", "2026-03-12T09:01Z", Cast.run),
    Chapter("the beacon is late", "2026-03-13T12:00Z", _late),
    Chapter("a wrong signature was pasted", "2026-03-13T12:00:01Z",
            lambda cast: cast.paste("00" * 48)),
    Chapter("the wrong signature was seen", "2026-03-13T12:00:04Z", _late),
    Chapter("the right signature was pasted", "2026-03-13T12:00:05Z", _right),
    Chapter("drawn, contest not off the timer", "2026-03-13T12:00:10Z",
            lambda cast: cast.dies("contests.contests.replace", act="tick")),
    Chapter("drawn, not told", "2026-03-13T12:00:21Z", Cast.tick),
    Chapter("one winner seated", "2026-03-13T12:00:22Z",
            lambda cast: cast.dies("contests.winners.insert", 2, act="deliver")),
    Chapter("winners seated", "2026-03-13T12:00:23Z", Cast.deliver),
    Chapter("winners mailed, not told", "2026-03-13T12:01Z", Cast.tick),
    Chapter("winners told", "2026-03-13T12:01:01Z", Cast.run),
    Chapter("accepted and declined", "2026-03-13T13:00Z", both(
        lambda cast: cast.answer(1, "accept"), lambda cast: cast.answer(2, "decline"))),
    Chapter("passed on, not seated", "2026-03-13T13:01Z",
            lambda cast: cast.dies("contests.winners.insert", act="deliver")),
    Chapter("a mail left, and nobody noted it", "2026-03-13T13:01:20Z",
            lambda cast: cast.dies("contests.mails.change")),
    Chapter("the first alternate told", "2026-03-13T13:02Z", Cast.run),
    Chapter("skips proposed", "2026-03-14T09:00Z", both(
        lambda cast: cast.skip(1, "ada", "not_eligible"), lambda cast: cast.skip(3, "ada"))),
    Chapter("one kept, one announced", "2026-03-14T10:00Z", both(
        lambda cast: cast.decide(1, "keep"), lambda cast: cast.skip(3, "bob"))),
    Chapter("the notice is written", "2026-03-14T10:01Z",
            lambda cast: cast.dies("contests.winners.change", act="tick")),
    Chapter("the notice left, not told", "2026-03-14T10:02Z", Cast.tick),
    Chapter("objection", "2026-03-14T10:02:01Z", Cast.run),
    Chapter("the first alternate accepted", "2026-03-15T09:00Z",
            lambda cast: cast.answer(2, "accept")),
    Chapter("skipped by the team, not told", "2026-03-17T10:02Z", Cast.tick),
    Chapter("the second alternate told", "2026-03-17T10:03Z", Cast.run),
    Chapter("the second alternate left", "2026-03-18T09:00Z", lambda cast: cast.leave_as(3)),
    Chapter("the third alternate is out of reach", "2026-03-18T09:01Z", both(
        _unreachable, Cast.run)),
    Chapter("told by one", "2026-03-19T09:00Z", lambda cast: cast.tell(3, "ada")),
    Chapter("told by two", "2026-03-19T10:00Z", lambda cast: cast.tell(3, "bob")),
    Chapter("the fourth winner did not answer", "2026-03-20T12:02Z", Cast.tick),
    Chapter("one prize is not awarded", "2026-03-20T12:03Z", Cast.run),
    Chapter("handed over, not told", "2026-03-22T09:00Z", _handed_over),
    Chapter("handed over", "2026-03-22T09:01Z", Cast.run),
    Chapter("settled, not told", "2026-03-26T10:01Z", both(
        Cast.tick, Cast.deliver)),
    Chapter("settled", "2026-03-26T10:02Z", Cast.run),
    Chapter("half erased", "2026-06-11T12:00:30Z",
            lambda cast: cast.dies("contests.contests.replace", 2, small=5, act="tick")),
    Chapter("erased", "2026-06-11T12:01Z", Cast.run),
]  # fmt: skip
STORY = Story("ordinary", CHAPTERS, settled_by="forms sent")
