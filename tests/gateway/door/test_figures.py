"""The figures of operators are for those inside."""

from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry

from services.gateway.bootstrap.application import create_app
from services.gateway.bootstrap.web import PRODUCTS


def test_the_figures_of_operators_are_there(gateway):
    gateway.browser().get("/en/sign-in")
    page = gateway.browser().get("/metrics").text
    assert "kermesse_http_requests_total" in page
    assert "sign-in" in page


@pytest.mark.parametrize(
    ("url", "address", "headers", "status"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1", {}, 200),
        ("http://gateway:8000", "10.1.2.3", {}, 200),
        ("http://10.1.2.4:8000", "::ffff:10.1.2.3", {}, 200),
        ("http://gateway.prod.svc.cluster.local:8000", "10.1.2.3", {}, 200),
        ("http://evil.example:8000", "127.0.0.1", {}, 404),
        ("https://c.example", "127.0.0.1", {}, 404),
        ("https://C.example:443", "10.1.2.3", {}, 404),
        ("http://127.0.0.1:8000", "8.8.8.8", {}, 404),
        ("http://127.0.0.1:8000", "", {}, 404),
        ("http://127.0.0.1:8000", "127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}, 404),
        ("http://127.0.0.1:8000", "127.0.0.1", {"Forwarded": "for=10.1.2.3"}, 404),
    ],
)
@pytest.mark.parametrize("proxies", [0, 1])
def test_the_figures_are_for_whoever_asks_from_inside_alone(
    gateway, url, address, headers, status, proxies
):
    more = {"public_url": "https://c.example", "trusted_proxies": proxies}
    app = create_app(replace(gateway.parts, registry=CollectorRegistry(), **more), PRODUCTS)
    answer = app.test_client().get(
        "/metrics", base_url=url, environ_base={"REMOTE_ADDR": address}, headers=headers
    )
    assert answer.status_code == status
    assert (b"kermesse_" in answer.data) == (status == 200)
