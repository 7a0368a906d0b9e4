"""What the API answered about a contest at a cut: to its team, to everybody, behind each link."""

from collections.abc import Iterator
from typing import Any

from tests.kept.acting import Cast, House
from tests.kept.recorded import Cut

# The cuts whose answers were recorded.
ASKED = {
    "ordinary": (
        "draft that lacks much",
        "draft that lacks nothing",
        "reviewed",
        "sealed",
        "objection",
        "settled",
    ),
    "called-off": ("called off",),
}
SHOWN = {"draft": (), "drawn": ("outcome", "commitment", "list"), "sealed": ("commitment", "list")}
SHOWN["settled"] = SHOWN["drawn"]


def answers(cast: Cast) -> dict[str, Any]:
    """Return the answers by what was asked."""
    return {f"{of} {role} {path}": _asked(cast, of, role, path) for of, role, path in asked(cast)}


def _asked(cast: Cast, of: str, role: str, path: str) -> Any:
    return cast.someone("GET", path, of=of, role=role)


def asked(cast: Cast) -> Iterator[tuple[str, str, str]]:
    """Yield what can be asked now: service, role, path."""
    contest = cast.contest()
    yield "contests", "owner", "/contests"
    yield "contests", "owner", f"/contests/{contest['id']}"
    yield "contests", "owner", f"/contests/{contest['id']}/entries"
    for paper in SHOWN.get(contest["state"], ()):
        yield "contests", "owner", f"/contests/{contest['id']}/{paper}"
    if contest["state"] != "draft":
        yield "contests", "public", f"/public/contests/{contest['slug']}"
        yield "insights", "owner", f"/contests/{contest['id']}/figures"
    yield from (("contests", "public", path) for path in _behind_links(cast))


def _behind_links(cast: Cast) -> Iterator[str]:
    """Yield one address of each kind that mails lead to, for the one who was written to last."""
    places = {"confirm": "/confirmations/", "entry": "/entries/by-token/", "claim": "/claims/"}
    last: dict[str, str] = {}
    for letter in cast.letters:
        for link in letter["links"]:
            kind, _, token = link.partition("/")
            last[kind + token[22:]] = places[kind] + token
    yield from last.values()


def figures(house: House, cut: Cut, workspace: str) -> Any:
    """Return what insights tell of the contest of a cut, with all that is due counted."""
    house.run()
    house.clock.advance(seconds=5)
    house.run()
    (contest,) = cut.of("contests", "contests")
    path = f"/contests/{contest}/figures"
    return house.ask("GET", path, of="insights", role="owner", workspace=workspace).body
