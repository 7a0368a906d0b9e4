"""What browsers are told to keep pages and cookies safe."""

from dataclasses import replace

from prometheus_client import CollectorRegistry

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS
from services.gateway.door.security import POLICY


def test_pages_allow_no_inline_script_no_frame_and_no_sniffing(gateway):
    answer = gateway.browser().get("/en/sign-in")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<style" not in answer.text
    assert " style=" not in answer.text
    assert " onclick=" not in answer.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(gateway):
    cookie = gateway.browser().get("/en/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_the_cookie_is_bound_to_the_host_where_pages_are_served_over_https(gateway):
    parts = replace(gateway.parts, public_url="https://c.example", registry=CollectorRegistry())
    app = create_app(parts, PRODUCTS)
    answer = app.test_client().get("/en/sign-in", base_url="https://c.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-kermesse=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
