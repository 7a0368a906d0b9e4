"""Every route of the service, generated: no other workspace, no other role, no token."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate
from werkzeug.routing import Rule

from services.influencers.domain.enrollment import Enrollment
from services.influencers.domain.statement import Month
from shared.auth import Role
from shared.documents import Document
from tests.influencers.bureau import APPLICATION, PARTNER, SETTINGS, WORKSPACE, Bureau
from tests.influencers.money import IBAN

PREFIX = "/api/v1/"
BODIES: dict[str, dict[str, Any]] = {
    "programs.create": {"settings": SETTINGS},
    "programs.save": {"settings": {"name": "Autre"}},
    "partners.enter": {**PARTNER, "email": "another@one.example"},
    "partners.save": PARTNER,
    "partners.search": {"text": "zoé"},
    "enrollments.invite": {"program_id": "p-unknown"},
    "imports.ask": {"source": "s", "legal_basis": "consent", "file": ""},
    "links.make": {"program_id": "p-unknown", "destination": "https://shop.example/"},
    "links.edit": {"destination": "https://shop.example/"},
    "bringings.ask": {"contest_id": "c-1", "destination": "https://shop.example/"},
    "link_imports.ask": {"file": ""},
    "codes.make": {"program_id": "p-unknown", "code": "ANA10"},
    "orders.orders": {"program_id": "p-unknown", "orders": [{"type": "sale"}]},
    "orders.leads": {"program_id": "p-unknown", "leads": [{"type": "lead"}]},
    "sales.decide": {"partner_id": "", "note": "n"},
    "commissions.hold": {"reason": "checking"},
    "commissions.release": {"reason": "checking"},
    "accounts.give": {"legal_name": "Ana", "iban": IBAN, "vat": "exempt"},
    "accounts.confirm": {"change": 1},
    "accounts.onboard": {"back": "https://us.example/"},
    "accounts.save": {"name": "Lumen", "iban": IBAN},
    "own_account.give": {"legal_name": "Ana", "iban": IBAN, "vat": "exempt"},
    "own_account.onboard": {"back": "https://us.example/"},
    "own_account.ask": {"program_id": "p-unknown"},
    "payouts.export": {"payouts": ["i-1"]},
    "own_portal.accept": {
        "terms_hash": "ab" * 32,
        "language": "fr",
        "of_age": True,
        "accept_terms": True,
    },
    "own_portal.appeal": {"reason": "checking"},
    "own_data.correct": {"name": "Ana", "country": "FR", "language": "fr", "vat": "exempt"},
    "portal.ask": {"email": PARTNER["email"], "language": "fr"},
    "portal.look": {"token": "no-token"},
    "portal.use": {"token": "no-token"},
    "public.apply": {**APPLICATION, "language": "fr", "terms_hash": "ab" * 32},
    **{f"person.{verb}": {"email": PARTNER["email"]} for verb in ("find", "export", "erase")},
}
OTHERS = "import|link_import|code|order|lead|attribution|commission|payout|link"
COLLECTIONS = ("programs", "partners", "enrollments", "audit")
WHOLE_WORKSPACE = {
    "programs.listing",
    "programs.create",
    "partners.listing",
    "link_hosts.read",
    "link_hosts.save",
    "links.listing",
    "bringings.of_contest",
    "partners.enter",
    "partners.search",
    "imports.listing",
    "imports.ask",
    "orders.read_secret",
    "orders.make_secret",
    # Signed by the secret of its own workspace: another one has none.
    "orders.shop",
    "payouts.listing",
    "accounts.payer",
    "accounts.save",
    "portal.ask",
    # Signed by the provider.
    "notices.platform",
    "notices.connect",
    "person.find",
    "person.export",
    "person.erase",
}
# Whoever reads people, or writes.
OWNERS = {"partners", "enrollments", "imports", "person", "payouts", "accounts", "statements"}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(PREFIX):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


@pytest.fixture
def enrollment(bureau: Bureau) -> Enrollment:
    """Somebody who applied to an open program."""
    return bureau.pending(bureau.opened())


def call(bureau: Bureau, rule: Rule, method: str, found: Enrollment, who: dict[str, str]) -> Any:
    path = rule.rule.replace("<program_id>", found.program_id)
    path = path.replace("<partner_id>", found.partner_id).replace("<enrollment_id>", found.id)
    path = re.sub(f"<(?:{OTHERS})_id>", "i-1", path)
    path = path.replace("<month>", Month.of(bureau.clock.now()).name)
    headers = {"If-Match": '"1"', **who}
    body = BODIES.get(rule.endpoint, {} if method in ("POST", "PUT") else None)
    return bureau.client().open(path, method=method, json=body, headers=headers)


def stored(bureau: Bureau) -> list[Document]:
    return [
        document
        for name in COLLECTIONS
        for document in bureau.database.collection(name).find(WORKSPACE, {}).items
    ]


def test_every_route_as_another_workspace_finds_nothing(
    bureau: Bureau, enrollment: Enrollment
) -> None:
    everyone = bureau.bearer(*(role.value for role in Role), workspace="elsewhere")
    before, seen = stored(bureau), 0
    for rule, method in routes(bureau.client().application):
        if rule.endpoint not in WHOLE_WORKSPACE:
            answer = call(bureau, rule, method, enrollment, everyone)
            assert (rule.endpoint, answer.status_code) == (rule.endpoint, 404)
            seen += 1
    assert seen >= 15
    assert stored(bureau) == before


def test_lists_of_another_workspace_are_empty(bureau: Bureau, enrollment: Enrollment) -> None:
    headers = bureau.bearer("owner", workspace="elsewhere")
    for path in ("programs", "partners"):
        assert bureau.client().get(f"{PREFIX}{path}", headers=headers).get_json()["items"] == []


def test_every_route_without_a_token_is_refused(bureau: Bureau, enrollment: Enrollment) -> None:
    for rule, method in routes(bureau.client().application):
        answer = call(bureau, rule, method, enrollment, {})
        assert (rule.endpoint, answer.status_code) == (rule.endpoint, 401)


@pytest.mark.parametrize("role", ["public", "partner", "moderator", "analyst"])
def test_what_owners_and_managers_do_is_refused_to_others(
    bureau: Bureau, enrollment: Enrollment, role: str
) -> None:
    before = stored(bureau)
    for rule, method in routes(bureau.client().application):
        room, reads = rule.endpoint.split(".")[0], method == "GET"
        if room in OWNERS or (room == "programs" and not reads):
            answer = call(bureau, rule, method, enrollment, bureau.bearer(role))
            assert (rule.endpoint, answer.status_code) == (rule.endpoint, 403)
    assert stored(bureau) == before


def test_the_contract_of_the_api_is_valid_openapi(bureau: Bureau) -> None:
    document = bureau.client().get("/openapi.json").get_json()
    validate(document)
    assert len(document["paths"]) >= 15
