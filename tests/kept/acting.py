"""What people do, over the API and the links in their mails: nobody here knows how it is built."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from tests.kept.environ import WORKSPACE
from tests.kept.recorded import Line
from tests.kept.watching import Watch

TEXTS = {
    "fr": {"title": "Le jeu de l'été, à Évian", "intro": "Deux nuits, le train."},
    "en": {"title": "Summer draw", "intro": "Two nights, the train."},
}
SETTINGS: dict[str, Any] = {
    "opens_at": "2026-03-01T09:00:00.000Z",
    "closes_at": "2026-03-08T09:00:00.000Z",
    "prizes": [{"name": "Vélo", "count": 1}],
    "organiser": {"name": "Maison Lumen", "contact": "jeu@lumen.example"},
}
EVIDENCE = hashlib.sha256(b"a photograph").hexdigest()


class House(Protocol):
    """What acts ask of `opening.House`."""

    clock: Any
    mailer: Any
    beacon: Any

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Call the contests service."""
        ...

    def run(self) -> None:
        """Let the workers go on until nothing waits and nothing is due."""
        ...

    def tick(self) -> int:
        """Do what is due."""
        ...

    def deliver(self) -> int:
        """Publish and read what waits."""
        ...


class Cast:
    """Everybody of one story, by first name, in a house.

    `before` are the letters that went out before this house was opened, `watch` looks at what the
    house writes. `dies` lets the workers run; whoever records ends them in the middle instead.
    """

    def __init__(
        self,
        house: House,
        before: list[Line] | None = None,
        workspace: str = WORKSPACE,
        watch: Watch | None = None,
    ) -> None:
        self.house, self.before, self.workspace = house, list(before or []), workspace
        self.watch = watch or Watch()
        self._refs: dict[str, str] = {}
        self._contest = ""

    @property
    def letters(self) -> list[Line]:
        """Every letter so far."""
        return self.before + self.house.letters  # type: ignore[attr-defined]

    def at(self, instant: str) -> None:
        """Let it be this instant."""
        self.house.clock.set(datetime.fromisoformat(instant))

    def run(self) -> None:
        """Let the workers go on until nothing waits and nothing is due."""
        self.house.run()

    def tick(self) -> None:
        """Do what is due; what it says waits to be published."""
        self.house.tick()

    def deliver(self) -> None:
        """Publish and read what waits; what is due waits."""
        self.house.deliver()

    def dies(self, before: str, nth: int = 1, *, small: int = 0, act: str = "run") -> None:
        """Let the workers go on; where a story is recorded they end before that write."""
        getattr(self.house, act)()

    def stalls(
        self, before: str, act: Callable[[], object], meanwhile: Callable[["Cast"], object]
    ) -> None:
        """Let a request stand still before its write, while something else happens."""
        happened: list[object] = []
        self.watch.look_out(before, 1, lambda: happened.append(meanwhile(self)))
        act()
        assert happened, f"nothing was written in {before}"

    def team(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Do something as the team; return the answer's body, which is right."""
        return self.someone(method, path, body, **{"role": "owner", **more})

    def someone(
        self, method: str, path: str, body: Any = None, *, status: int = 0, **more: Any
    ) -> Any:
        """Do something as the audience; a refusal is right where its `status` is given."""
        answer = self.house.ask(method, path, body, workspace=self.workspace, **more)
        right = answer.status == status if status else answer.status < 300
        assert right, (method, path, answer.status, answer.body)
        return answer.body

    # --- the team

    def draft(self, slug: str, settings: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Write a draft."""
        body = {"slug": slug, "settings": {**SETTINGS, **(settings or {})}, "texts": TEXTS}
        self.team("POST", "/contests", body, **more)

    def publish(self) -> None:
        """Open the contest."""
        contest = self.contest()
        self.team("POST", f"/contests/{contest['id']}/open", If_Match=f'"{contest["version"]}"')

    def amend(self, field: str, after: Any, reason: str = "panne") -> None:
        """Change a frozen setting, publicly."""
        contest = self.contest()
        body = {"field": field, "after": after, "reason": reason}
        path = f"/contests/{contest['id']}/amendments"
        self.team("POST", path, body, If_Match=f'"{contest["version"]}"')

    def cancel(self) -> None:
        """Call the contest off."""
        self.team("POST", f"/contests/{self.id}/cancel", {"reason": "Sans local."})

    @property
    def id(self) -> str:
        """The identifier of the one contest of the story."""
        if not self._contest:
            (found,) = self.team("GET", "/contests")["items"]
            self._contest = found["id"]
        return self._contest

    def contest(self) -> Any:
        """Return the contest as its team sees it."""
        return self.team("GET", f"/contests/{self.id}")

    def review(self, who: str, act: str, status: int = 0, **body: str) -> None:
        """Exclude or reinstate someone's entry."""
        ref = self.entry(who)["ref"]
        page = self.team("GET", f"/contests/{self.id}/entries?limit=200")["items"]
        (found,) = [one["id"] for one in page if one["ref"] == ref]
        path = f"/contests/{self.id}/entries/{found}/{act}"
        self.team("POST", path, body or None, status=status)

    def decide(self, place: int, act: str, by: str = "ada", **body: str) -> None:
        """Do something about whoever holds a place."""
        path = f"/contests/{self.id}/winners/{self.holder(place)}/{act}"
        self.team("POST", path, body or None, by=by)

    def skip(self, place: int, by: str, code: str = "rules_breach") -> None:
        """Propose, or approve, that the holder of a place is skipped."""
        self.decide(place, "skip", by, code=code, evidence_hash=EVIDENCE)

    def tell(self, place: int, by: str) -> None:
        """Say, or approve, that the holder of a place was told by another channel."""
        self.decide(place, "told", by, evidence_hash=EVIDENCE)

    def paste(self, signature: str) -> None:
        """Paste the signature of a round."""
        self.team("POST", f"/contests/{self.id}/beacon", {"signature": signature})

    # --- the audience

    def enter(self, *people: str, status: int = 0, **form: Any) -> None:
        """Send the form for each, under a key of their own."""
        for who in people:
            body = {
                "email": address(who),
                "first_name": who.capitalize(),
                "country": "FR",
                "of_age": True,
                "accept_rules": True,
                "language": "fr" if len(who) % 2 else "en",
                "source": "ig" if who < "k" else "",
                **form,
            }
            key = f"form-of-{who}-{form.get('source', '')}"
            path = f"/contests/{self.id}/entries"
            self.someone("POST", path, body, status=status, Idempotency_Key=key)

    def confirm(self, *people: str, status: int = 0) -> None:
        """Press the button behind the link of each one's mail."""
        for who in people:
            path = f"/confirmations/{self.link(who, 'confirm')}"
            self.someone("POST", path, status=status)

    def leave(self, who: str) -> None:
        """Withdraw someone's entry."""
        self.someone("POST", f"/entries/by-token/{self.link(who, 'entry')}/withdraw")

    def unsubscribe(self, who: str) -> None:
        """Stop marketing for someone."""
        self.someone("POST", f"/entries/by-token/{self.entry(who)['unsubscribe']}/unsubscribe")

    def entry(self, who: str) -> Any:
        """Return someone's own entry as they see it."""
        return self.someone("GET", f"/entries/by-token/{self.link(who, 'entry')}")

    def answer(self, place: int, act: str) -> None:
        """Accept or decline, as whoever holds a place."""
        self.someone("POST", f"/claims/{self.claim(self.holder(place))}/{act}")

    def leave_as(self, place: int) -> None:
        """Withdraw the entry of whoever holds a place."""
        self.leave(self.name(self.holder(place)))

    # --- who is who

    def holder(self, place: int) -> str:
        """Return the ref of whoever holds a place."""
        winners = self.team("GET", f"/contests/{self.id}/outcome")["winners"]
        (found,) = [
            one["ref"] for one in winners if one["place"] == place and one["state"] != "skipped"
        ]
        return str(found)

    def claim(self, ref: str) -> str:
        """Return the token of the claim of a ref."""
        (found,) = {
            token for _, token in self._links("claim") if self._ref(f"/claims/{token}") == ref
        }
        return found

    def name(self, ref: str) -> str:
        """Return whose ref it is."""
        (found,) = {
            to
            for to, token in self._links("entry")
            if self._ref(f"/entries/by-token/{token}") == ref
        }
        return found.partition("@")[0]

    def _ref(self, path: str) -> str:
        if path not in self._refs:
            self._refs[path] = self.someone("GET", path)["ref"]
        return self._refs[path]

    def link(self, who: str, kind: str) -> str:
        """Return the token of the last link of a kind that someone was sent."""
        return [token for to, token in self._links(kind) if to == address(who)][-1]

    def _links(self, kind: str) -> Iterator[tuple[str, str]]:
        for letter in self.letters:
            for link in letter["links"]:
                found, _, token = link.partition("/")
                if found == kind and "/" not in token:
                    yield letter["to"], token


def address(who: str) -> str:
    """Return someone's address."""
    return f"{who}@entrants.example"
