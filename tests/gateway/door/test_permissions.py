"""Every view says who may call it, and nobody else may."""

from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from shared.webapp.permissions import UndeclaredPermission, doors_of
from tests.gateway.conftest import PASSWORD

ACTS = [
    ("/en/contests", {"analyst", "moderator"}),
    ("/en/contests/c-1/edit", {"analyst", "moderator"}),
    ("/en/contests/c-1/publish", {"analyst", "moderator"}),
    ("/en/contests/c-1/cancel", {"analyst", "moderator"}),
    ("/en/contests/c-1/amend", {"analyst", "moderator"}),
    ("/en/contests/c-1/beacon", {"analyst", "moderator"}),
    ("/en/contests/c-1/winners/e-000001/skip", {"analyst", "moderator"}),
    ("/en/contests/c-1/entries/e-1/exclude", {"analyst"}),
    ("/en/contests/c-1/entries/e-1/reinstate", {"analyst"}),
]


def test_every_view_says_who_may_call_it(gateway):
    doors = doors_of(gateway.app)
    rules = [rule for rule in gateway.app.url_map.iter_rules() if rule.endpoint != "static"]
    assert len(doors) >= len(rules)


def test_a_view_that_does_not_is_found_at_the_start(gateway):
    app = create_app(replace(gateway.parts, registry=CollectorRegistry()), PRODUCTS)
    app.add_url_rule("/forgotten", "forgotten", lambda: "")
    with pytest.raises(UndeclaredPermission, match="forgotten"):
        doors_of(app)


def test_every_console_page_but_the_door_asks_for_a_session(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.browser()
    doors = doors_of(gateway.app)
    places = {
        "lang": "en",
        "contest_id": "c-1",
        "entry_id": "e-1",
        "ref": "e-000001",
        "export_id": "x-1",
        "act": "skip",
        "program_id": "p-1",
        "partner_id": "a-1",
        "link_id": "l-1",
        "key": "ana",
        "enrollment_id": "n-1",
        "import_id": "i-1",
        "link_import_id": "i-1",
        "picture": "svg",
        **dict.fromkeys(("commission_id", "order_id", "lead_id", "attribution_id"), "s-1"),
        **dict.fromkeys(("code_id", "payout_id"), "s-1"),
        "month": "2026-03",
        "form": "pdf",
        "workspace": "maison-lumen",
        "move": "pause",
        "decision": "ban",
    }
    checked = 0
    for rule in gateway.app.url_map.iter_rules():
        inside = ".console." in rule.endpoint or ".portal." in rule.endpoint
        if not inside or "GET" not in rule.methods:
            continue
        if doors[rule.endpoint, "GET"].access.open:
            assert rule.endpoint == "accounts.console.sign_in"
            continue
        values = {name: places[name] for name in rule.arguments}
        answer = browser.get(gateway.app.url_map.bind("x").build(rule.endpoint, values))
        assert (answer.status_code, "/sign-in" in answer.location) == (303, True), rule
        checked += 1
    assert checked >= 10


@pytest.mark.parametrize("role", ["owner", "manager", "moderator", "analyst"])
def test_people_are_read_by_owner_and_manager_alone(gateway, role):
    gateway.services.add("c-1", state="drawn")
    answer = gateway.signed_in(role).get("/en/contests/c-1/winners")
    asked = [question.path for question in gateway.services.asked]
    if role in ("owner", "manager"):
        assert (answer.status_code, asked) == (200, ["/contests/c-1/winners"])
    else:
        assert (answer.status_code, asked) == (403, [])


@pytest.mark.parametrize(("path", "refused"), ACTS)
@pytest.mark.parametrize("role", ["owner", "manager", "moderator", "analyst"])
def test_each_role_does_what_it_may_and_no_more(gateway, path, refused, role):
    gateway.services.add("c-1", state="open")
    browser = gateway.signed_in(role)
    answer = browser.post(path, page="/en/contests")
    assert (answer.status_code == 403) == (role in refused)


def test_one_workspace_never_sees_the_contests_of_another(gateway):
    gateway.services.add("c-1", state="open")
    browser = gateway.browser()
    browser.sign_in("owner@other.example", PASSWORD)
    for path in ("", "/edit", "/publish", "/cancel", "/amend", "/entries/e-1/exclude", "/beacon"):
        assert browser.get(f"/en/contests/c-1{path}").status_code == 404
    assert {question.caller.workspace_id for question in gateway.services.asked} == {"other-house"}
