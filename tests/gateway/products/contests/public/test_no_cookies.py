"""Whoever refuses cookies takes part: a form carries a signed token."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from prometheus_client import CollectorRegistry

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.door.security import OPEN_FOR, audience_token
from services.gateway.kit.parts import KEY
from tests.gateway.conftest import ORIGIN, TOKEN
from tests.gateway.products.contests.public.conftest import TYPED, Fair, words


def framed_by(fair: Fair, sites: tuple[str, ...]) -> Flask:
    """Return the application of an operator who names these sites."""
    given = fair.gateway.app.extensions[KEY]
    return create_app(replace(given, framed_by=sites, registry=CollectorRegistry()), PRODUCTS)


def test_nobody_is_handed_a_cookie_by_public_pages(fair: Fair) -> None:
    contest = fair.opened()
    for ending in ("", "/rules", "/certificate", "/thanks"):
        assert "Set-Cookie" not in fair.someone().get(fair.page(contest, ending)).headers


def test_without_cookies_one_enters_confirms_and_leaves(fair: Fair) -> None:
    contest = fair.opened()
    client = fair.gateway.app.test_client(use_cookies=False)

    def sent(path: str, **typed: str) -> int:
        page = client.get(path, base_url=ORIGIN).text
        body = {"csrf_token": TOKEN.search(page)[1], **typed}
        return client.post(path, base_url=ORIGIN, data=body).status_code

    page = fair.page(contest)
    assert [sent(page, **TYPED, request_key="a" * 32) for _ in range(2)] == [303, 303]
    assert fair.entries(contest) == 1
    assert sent(fair.mailed("/confirm/")) == 200
    assert sent(fair.mailed(r"/entry/[\w-]{22}(?!/)") + "/withdraw") == 303


def test_a_token_of_another_house_or_from_long_ago_is_none(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    token = someone.token(fair.page(contest))
    assert token
    form = {**TYPED, "csrf_token": token}

    def status() -> int:
        answer = someone.client.post(fair.page(contest), base_url=ORIGIN, data=form)
        assert answer.status_code == 303 or "Rien n’est perdu" in words(answer)
        return answer.status_code

    assert status() == 303
    form["csrf_token"] = token[:-4] + "AAAA"
    assert status() == 422
    with fair.gateway.app.test_request_context("/fr/w/other-house/c/x"):
        form["csrf_token"] = audience_token()
    assert status() == 422


def test_a_page_of_earlier_code_is_taken_by_its_token_with_its_cookie_alone(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    with fair.gateway.app.test_request_context("/", base_url=ORIGIN):
        form = {**TYPED, "csrf_token": generate_csrf()}
        known = session["csrf_token"]
    path = fair.page(contest)
    assert someone.client.post(path, base_url=ORIGIN, data=form).status_code == 422
    with someone.client.session_transaction(base_url=ORIGIN) as held:
        held["csrf_token"] = known
    assert someone.client.post(path, base_url=ORIGIN, data=form).status_code == 303
    assert fair.entries(contest) == 1


def test_a_page_may_stand_open_for_a_month(fair: Fair) -> None:
    contest, someone = (
        fair.opened(closes_at="2026-05-20T10:00:00.000Z", draw_at="2026-05-24T10:00:00.000Z"),
        fair.someone(),
    )
    form = {**TYPED, "csrf_token": someone.token(fair.page(contest))}

    def status() -> int:
        return someone.client.post(fair.page(contest), base_url=ORIGIN, data=form).status_code

    fair.world.clock.advance(seconds=(OPEN_FOR - timedelta(minutes=1)).total_seconds())
    assert status() == 303
    fair.world.clock.advance(minutes=2)
    assert status() == 422


def test_a_form_that_another_site_sends_is_refused(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    form = {**TYPED, "csrf_token": someone.token(fair.page(contest))}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = someone.client.post(
            fair.page(contest), base_url=ORIGIN, data=form, headers=headers
        )
        assert answer.status_code == 403
    assert fair.entries(contest) == 0


SITES = ("https://www.lumen.example", "https://shop.lumen.example")


@pytest.mark.parametrize("ending", ["", "/thanks", "/rules", "/certificate"])
def test_only_sites_that_the_operator_names_may_frame_a_contest(fair: Fair, ending: str) -> None:
    page = fair.page(fair.opened(), ending)
    alone = fair.someone().get(page).headers
    assert "frame-ancestors 'none'" in alone["Content-Security-Policy"]
    assert alone["X-Frame-Options"] == "DENY"
    framed = framed_by(fair, SITES).test_client().get(page, base_url=ORIGIN).headers
    before, _, ancestors = framed["Content-Security-Policy"].partition("frame-ancestors ")
    assert ancestors == " ".join(SITES)
    assert before in alone["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed


def test_a_page_whose_address_is_a_secret_and_the_teams_are_framed_by_nobody(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    link = fair.mailed(r"/entry/[\w-]{22}(?!/)")
    app = framed_by(fair, SITES)
    for page in (link, "/en/sign-in"):
        heads = app.test_client().get(page, base_url=ORIGIN).headers
        assert heads["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in heads["Content-Security-Policy"]
