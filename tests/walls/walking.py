"""Walks: every route is called by everybody, and whatever says too much is a fault by its name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urlsplit

from pypdf import PdfReader
from structlog.testing import capture_logs
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from shared.webapp.permissions import Access, doors_of
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.walls.callers import ELSEWHERE, GatewayDoor, Pairs, ServiceDoor, Who
from tests.walls.people import addresses_in, marks_in, marks_of
from tests.walls.routes import Call, Route, calls_of, choices_of, forms_of, routes_of
from tests.walls.scene import Scene

Door = ServiceDoor | GatewayDoor
# The same for everybody, of whatever contest or program: nothing is looked up.
FOR_EVERYBODY = (
    *("draw.verifier", "influencers.public.joined"),
    "influencers.public.portal_sign_in",
)
# What the gateway hands on is walked by the routes of the services themselves.
HANDED_ON = ("api.pass_on", "shops.orders", "notices.payments")
# Of what stands at each person of a contest so many are read: every winner, each a step further.
READ = 8
# Of pages that differ by their contest alone, that of the first contest is called by all.
CALLED = 1


@dataclass
class Walk:
    """One door of a scene; `faults` is what was wrong so far."""

    scene: Scene
    door: Door
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._doors = doors_of(self.door.app)

    def routes(self, beginning: str = "/api/v1/") -> list[tuple[Route, Call]]:
        """Walk every route of a service; return the calls that reached their views."""
        reached: list[tuple[Route, Call]] = []
        for route in routes_of(self.door.app, beginning):
            found = self._found(route, calls_of(route, self.scene.stands))
            reached += found
            self.everybody(found[:CALLED])
        return reached

    def pages(self) -> None:
        """Walk every page of the gateway, then every button that stood on one."""
        routes = [each for each in routes_of(self.door.app) if each.rule.endpoint not in HANDED_ON]
        buttons: dict[str, list[Call]] = {}
        for route in (each for each in routes if each.method == "GET"):
            found = self._found(route, calls_of(route, self.scene.stands), buttons)
            self.everybody(found[:CALLED])
        acting = [each for each in routes if each.method != "GET"]
        # What no page had a button for stands on the page that another button leads to.
        for route in sorted(acting, key=lambda each: each.name not in buttons):
            self.everybody(self._found(route, buttons.get(route.name, ()), buttons))

    def everybody(self, reached: Iterable[tuple[Route, Call]]) -> None:
        """Let everybody make these calls."""
        for route, call in reached:
            for who in self.door.everyone:
                if self._call(who, route, call).status_code < 400:
                    self.scene.site.restore()
            self._from_elsewhere(route, call)

    def _found(
        self, route: Route, calls: Iterable[Call], buttons: dict[str, list[Call]] | None = None
    ) -> list[tuple[Route, Call]]:
        """Return calls that reach the view, for whoever may most; nothing reached is a fault.

        Of each contest several are read; of what acts, one of each kind of button is enough.
        """
        who, answers, kept = self._strongest(route), set[int](), Counter[str]()
        found: list[tuple[Route, Call]] = []
        most = READ if route.method == "GET" else 1
        for call in calls:
            if kept[call.kind] >= most:
                continue
            answer = self._call(who, route, call)
            answers.add(answer.status_code)
            if answer.status_code >= 400:
                continue
            if buttons is not None:
                self._press(who, call, answer, buttons)
            if not kept[call.kind]:
                found.append((route, call))
            kept[call.kind] += 1
            self.scene.site.restore()
        if not found:
            self.faults.append(f"{route.name} cannot be reached: {sorted(answers)}")
        return found

    def _strongest(self, route: Route) -> Who:
        able = [
            who
            for who in self.door.everyone
            if _may(who, self._doors[route.rule.endpoint, route.method].access)
        ]
        return able[-1]

    def _press(
        self, who: Who, call: Call, answer: TestResponse, buttons: dict[str, list[Call]]
    ) -> None:
        """Remember what the buttons of a page send, by the name of the route that takes it."""
        urls, where = self.door.app.url_map.bind(""), answer.headers.get("Location", call.path)
        if answer.status_code == 303:
            answer = self.door.call(who, "GET", where, None, {})
        for path, pairs in forms_of(text_of(answer), where):
            try:
                rule, values = urls.match(path.partition("?")[0], "POST", return_rule=True)
            except HTTPException:
                self.faults.append(f"{call.path} has a button that leads nowhere: {path}")
                continue
            fixed = {name: str(values[name]) for name in choices_of(rule)}
            name = Route(rule, "POST", fixed).name
            key = str(values.get("token", ""))
            buttons.setdefault(name, []).append(
                Call(path, pairs, {}, key, bool({*values} - {"lang"}), _button(pairs))
            )

    def _call(self, who: Who, route: Route, call: Call) -> TestResponse:
        """Call, judge the answer and all that it left; bring everything back."""
        body = call.body
        if (
            isinstance(body, Pairs)
            and isinstance(self.door, GatewayDoor)
            and "/w/" not in call.path
        ):
            body = Pairs({**body, "csrf_token": [self.door.tokens[who]]})
        with capture_logs() as logs:
            answer = self.door.call(who, route.method, call.path, body, call.headers)
            # Whoever looks for an address is told it again, found or not.
            text = text_of(answer)
            for sought in addresses_in(str(body)):
                text = text.replace(sought, "")
            said = marks_in(text, str(answer.headers))
        left = _Left(self.scene)
        if answer.status_code < 400 and route.method != "GET":
            with capture_logs() as more:
                left.go_on()
            logs += more
        where = f"{route.name} by {who}"
        self.faults += [f"{where}: {fault}" for fault in left.faults(marks_in(repr(logs)))]
        self.faults += [
            f"{where}: {fault}" for fault in self._judged(who, route, call, answer, said)
        ]
        return answer

    def _judged(
        self, who: Who, route: Route, call: Call, answer: TestResponse, said: set[str]
    ) -> Iterator[str]:
        if answer.status_code >= 500:
            yield f"answered {answer.status_code}"
        public = "workspace" in route.rule.arguments
        strange = who.workspace == ELSEWHERE and call.particular and not public
        strange = strange and route.rule.endpoint not in FOR_EVERYBODY
        if strange and not self._nothing_there(answer):
            yield f"another workspace is answered {answer.status_code}"
        if call.key:
            said = said - marks_of([self.scene.guests[call.key]])
        elif who.reads_people:
            said = said - self._noted(who, call)
        if said:
            yield f"names {', '.join(sorted(said))} ({answer.status_code})"

    def _nothing_there(self, answer: TestResponse) -> bool:
        """Tell whether somebody is answered that there is nothing, or led to where nothing is."""
        if answer.status_code == 303:
            place = urlsplit(answer.location).path
            _, values = self.door.app.url_map.bind("").match(place, "GET")
            return set(values) <= {"lang"}
        return answer.status_code in (403, 404)

    def _noted(self, who: Who, call: Call) -> set[str]:
        """Return the marks of those whom the audit says that this account was shown just now.

        An export is of everybody, a search of whoever has the address that was sent.
        """
        guests, notes = self.scene.guests, self.scene.new_notes()
        own = [note for note in notes if note["account_id"] == who.account]
        refs = {ref for note in own for ref in note.get("refs", ())}
        everybody = any("export_id" in note for note in own)
        searched = marks_in(str(call.body)) if any(note.get("searched") for note in own) else set()
        return searched | {guest.mark for ref, guest in guests.items() if everybody or ref in refs}

    def _from_elsewhere(self, route: Route, call: Call) -> None:
        """Ask for the same in the pages of another workspace: it is not there."""
        public = "workspace" in route.rule.arguments
        # Behind a session nobody is told what is there: they are sent to the door.
        public = public and self._doors[route.rule.endpoint, route.method].access.open
        if not public or not call.particular or route.rule.endpoint in FOR_EVERYBODY:
            return
        path = call.path.replace(f"/w/{WORKSPACE}/", f"/w/{ELSEWHERE}/")
        answer = self.door.call(Who(), route.method, path, call.body, call.headers)
        if answer.status_code == 303:
            answer = self.door.call(Who(), "GET", answer.location, None, {})
        if answer.status_code not in (403, 404):
            self.faults.append(f"{route.name} in {ELSEWHERE}: answered {answer.status_code}")


@dataclass
class _Left:
    """What a call left behind: mails, events, notes."""

    scene: Scene

    def __post_init__(self) -> None:
        self._mails = len(self.scene.world.inbox())
        self._pump = Pump(self.scene.world)

    def go_on(self) -> None:
        """Let the worker do what follows."""
        self._pump.run()

    def faults(self, logged: set[str]) -> Iterator[str]:
        """Yield whatever names somebody where nobody may be named."""
        for where, found in (
            ("a log line", logged),
            ("an event", marks_in(repr(self._pump.seen), repr(self.scene.waiting_events()))),
            ("the audit", marks_in(repr(self.scene.new_notes()))),
        ):
            if found:
                yield f"{where} names {', '.join(sorted(found))}"
        for mail in self.scene.world.inbox()[self._mails :]:
            others = marks_in(repr(mail)) - marks_in(mail.to)
            if others:
                yield f"a mail to {mail.to} names {', '.join(sorted(others))}"


def _button(pairs: Pairs) -> str:
    return "".join(pairs.get("action", ()))


def _may(who: Who, access: Access) -> bool:
    return access.open or (who.role in access.roles and who.workspace == WORKSPACE)


def text_of(answer: TestResponse) -> str:
    """Return the words of an answer; those of a PDF are compressed in it, a picture has none."""
    if answer.mimetype != "application/pdf":
        return answer.get_data().decode(errors="replace")
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
