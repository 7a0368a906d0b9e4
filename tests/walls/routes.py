"""Every route, by its application's own map, with an address and a body that reach its view."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from services.influencers.domain.program.program import terms_hash
from shared.events import instant_text
from stack.driver.kit.form_reading import read_forms
from stack.driver.kit.forms import Form
from tests.contests.world import DRAWS, WORKSPACE
from tests.gateway.conftest import ORIGIN, PASSWORD
from tests.influencers.bureau import APPLICATION, PARTNER
from tests.influencers.bureau import SETTINGS as PROGRAM
from tests.influencers.money import IBAN
from tests.walls.callers import TABLE, Pairs
from tests.walls.paying import BANK
from tests.walls.people import GUESTS
from tests.walls.scene import EVIDENCE, LETTER, SENDING
from tests.walls.stand import Stand

SOON = instant_text(DRAWS + timedelta(hours=2))
STRANGER = "neither.of.them@mail.example"
ENTRY = {
    "email": STRANGER, "first_name": "Ana", "country": "FR", "of_age": True, "accept_rules": True,
    "opt_in": False, "language": "fr", "source": "", "answers": {},
}  # fmt: skip
HOME = {"name": "Ana", "line": "1 rue", "postcode": "1000", "city": "Ville", "country": "BE"}
# What a command of a service takes; whoever adds one that needs a body says it here.
BODIES: Mapping[str, Any] = {
    "contests.create": {},
    "contests.save": {"texts": {"fr": {"title": "Autre"}, "en": {"title": "Other"}}},
    "publishing.amend": {"field": "alternates", "after": 3, "reason": "more"},
    "publishing.cancel": {"reason": "storm"},
    "venues.open_one": {"network": "192.0.2.0/24", "until": SOON, "per_hour": 100},
    "venues.close_one": {"network": ""},
    "entries.submit": ENTRY,
    "entries.exclude": {"reason": "fraud"},
    "own_entry.correct": {"first_name": "Anna", "country": "BE"},
    "people.correct": {"first_name": "Anna", "country": "BE"},
    "exports.ask": {"tool": "excel"},
    "draw.beacon": {"signature": "ab" * 48},
    "outcome.send": {"carrier": "Colissimo", "tracking": "6A 272"},
    "outcome.skip": {"code": "rules_breach", "evidence_hash": EVIDENCE},
    "outcome.told": {"evidence_hash": EVIDENCE},
    "claims.details": {"address": HOME, "choice": "Small"},
    "letters.preview": LETTER,
    "letters.write": {**LETTER, "as_of": instant_text(DRAWS + timedelta(hours=1))},
    "accounts.give": BANK,
    "accounts.confirm": {"change": 1},
    "accounts.onboard": {"back": "https://us.example/"},
    "accounts.save": {"name": "Lumen", "iban": IBAN},
    "own_account.give": BANK,
    "own_account.onboard": {"back": "https://us.example/"},
    "own_portal.appeal": {"reason": "self_referral"},
    "portal.ask": {"email": STRANGER, "language": "en"},
    "programs.save": {"settings": {"name": "Autre"}},
    "imports.ask": {
        "source": "page",
        "legal_basis": "interest",
        "file": b64encode(TABLE).decode(),
    },
    "partners.enter": {**PARTNER, "email": STRANGER},
    "partners.save": {**PARTNER, "email": STRANGER},
    "sales.decide": {"partner_id": "", "note": "Nobody."},
    "commissions.hold": {"reason": "dispute"},
    "commissions.release": {"reason": "self_referral"},
    "public.apply": {
        **APPLICATION,
        "language": "fr",
        "terms_hash": terms_hash(PROGRAM["terms"]),
    },
}
# What a page or command asks in its address, beside the parameters of its rule.
QUERIES = {"bringings.of_contest": "?contest_id=c-1"}
# Parameters of what has a version, the most particular first.
VERSIONED = ("link_id", "ref", "partner_id", "contest_id", "program_id")
NAMED = ("program_id",)
# Those whose body names somebody: they are called for each of the people.
BY_ADDRESS = {
    **dict.fromkeys(("people.search", "person.find", "person.export", "person.erase"), "email"),
    "partners.search": "text",
}
HEADERS: Mapping[str, Mapping[str, str]] = {"entries.again": {"Idempotency-Key": SENDING}}
# What people type into fields of pages, by their names; whatever else stands there is sent on.
TYPED = {
    "sought": GUESTS[2].email, "text": GUESTS[20].email, "name": "Ana", "source": "page",
    "country": "FR", "reason": "storm", "after": "3", "first_name": "Anna", "email": STRANGER,
    "carrier": "Colissimo", "tracking": "6A 273", "evidence_hash": EVIDENCE,
    "signature": "ab" * 48, "until": "2026-03-23T17:00", "per_hour": "100",
    **{f"address.{name}": text for name, text in HOME.items()},
    "iban": IBAN, "legal_name": "Ana",
}  # fmt: skip
# The same, of one page alone.
ON_PAGE: Mapping[str, Mapping[str, str]] = {
    "/codes": {"code": "WALLS30"},
    "/links/new": {"destination": "https://lumen.example/robes"},
    "/decide": {"note": "It was another."},
    "/sign-in": {"email": "owner@lumen.example", "password": PASSWORD},
}
TICKED = ("of_age", "accept_rules", "accept_terms")
BOUND = {"lang": ["en"], "workspace": [WORKSPACE]}


@dataclass(frozen=True)
class Call:
    """One way to call a route. `key` is the token of a link in its address, "" without one.

    `particular` tells whether the address names something of the workspace, which another has not.
    Of calls of one `kind`, the contest's or the button's, one is as good as another.
    """

    path: str
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    particular: bool = True
    kind: str = ""


@dataclass(frozen=True)
class Route:
    """A method of a rule; `fixed` are the parameters that the rule itself enumerates."""

    rule: Rule
    method: str
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How a fault names it."""
        chosen = "".join(f" {value}" for value in self.fixed.values())
        return f"{self.method} {self.rule.rule}{chosen} ({self.rule.endpoint})"


def routes_of(app: Flask, beginning: str = "") -> Iterator[Route]:
    """Yield every route of an application whose address begins so."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(beginning):
            continue
        choices = choices_of(rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for values in product(*choices.values()):
                yield Route(rule, method, dict(zip(choices, values, strict=True)))


def choices_of(rule: Rule) -> dict[str, list[str]]:
    """Return the parameters whose values the rule itself enumerates."""
    return {
        name: sorted(converter.items)
        for name, converter in rule._converters.items()
        if isinstance(converter, AnyConverter) and name not in BOUND
    }


def calls_of(route: Route, stands: Sequence[Stand]) -> Iterator[Call]:
    """Yield calls of a route, of one contest after the other.

    Nothing is yielded for a parameter that no contest has a value for.
    """
    asked = [name for name in route.rule.arguments if name not in (*BOUND, *route.fixed)]
    told = route.rule.endpoint in BY_ADDRESS or any(
        route.rule.endpoint in each.bodies for each in stands
    )
    for stand in stands if asked or told else stands[:1]:
        for chosen in product(*(stand.values.get(name, []) for name in asked)):
            values = dict(zip(asked, chosen, strict=True))
            path = _path(route, values)
            key = values.get("token", "")
            for body in _bodies(route, stand):
                known = {**HEADERS, **stand.headers}.get(route.rule.endpoint, {})
                headers = {**_version(stand, values), **known}
                each = route.method == "GET" or route.rule.endpoint in BY_ADDRESS
                kind = stand.id if each else ""
                yield Call(path, body, headers, key, bool(asked), kind)


def _version(stand: Stand, values: Mapping[str, str]) -> dict[str, str]:
    """Return the header of an edit: the version of the most particular that it names."""
    named = [values.get(each, "") for each in VERSIONED]
    known = [stand.versions[each] for each in named if each in stand.versions]
    return {"If-Match": f'"{known[0]}"'} if known else {}


def _path(route: Route, values: Mapping[str, str]) -> str:
    bound = {name: each[0] for name, each in BOUND.items() if name in route.rule.arguments}
    found = route.rule.build({**values, **route.fixed, **bound})
    assert found is not None, route.name
    return found[1] + QUERIES.get(route.rule.endpoint, "")


def _bodies(route: Route, stand: Stand) -> Iterator[Any]:
    if route.method == "GET":
        yield None
    elif route.rule.endpoint in BY_ADDRESS:
        member = BY_ADDRESS[route.rule.endpoint]
        yield from ({member: who.email} for who in dict.fromkeys(stand.guests.values()))
    else:
        yield {**BODIES, **stand.bodies}.get(route.rule.endpoint, {})
        # What asks for the id of something else is told one of each.
        yield from ({name: each} for name in NAMED for each in stand.values.get(name, ()))


def forms_of(html: str, path: str) -> Iterator[tuple[str, Pairs]]:
    """Yield what each button of each form of a page sends: the path, and the pairs."""
    for form in read_forms(html, f"{ORIGIN}{path}"):
        if form.method != "post":
            continue
        where = form.action.removeprefix(ORIGIN)
        _fill(form)
        for name, value in form.buttons or [("", "")]:
            yield where, _pairs(form.press(name, value) if name else form.press())


def _fill(form: Form) -> None:
    own = next((each for page, each in ON_PAGE.items() if form.action.endswith(page)), {})
    for name, text in {**TYPED, **own}.items():
        if name in form.known and name not in form.choices:
            form.set(name, text)
    for name, offered in form.choices.items():
        if name in TICKED:
            form.tick(name)
        elif TYPED.get(name) in offered:
            form.set(name, TYPED[name])
        elif not any(form.get(name)) and len(offered) > 1:
            form.set(name, next(filter(None, reversed(offered))))


def _pairs(sent: Sequence[tuple[str, str]]) -> Pairs:
    found = Pairs()
    for name, value in sent:
        found.setdefault(name, []).append(value)
    return found
