"""What a payment provider tells reaches its service as the very bytes that came."""

import pytest

from tests.gateway.conftest import ORIGIN

RAW = b'{"id": "evt_1",  "amount": 1.0}\n'
HEADERS = {"Stripe-Signature": "t=1,v1=ab", "Content-Type": "application/json"}


@pytest.mark.parametrize("about", ["platform", "connect"])
def test_bytes_and_signature_are_handed_on_without_a_session_or_a_token(gateway, about):
    answer = gateway.browser().client.post(
        f"/notices/influencers/payments/{about}", base_url=ORIGIN, data=RAW, headers=HEADERS
    )
    assert answer.status_code == 200
    [question], [raw] = gateway.services.asked, gateway.services.bodies
    assert (question.service, question.path) == ("influencers", f"/notices/payments/{about}")
    assert question.headers["Stripe-Signature"] == "t=1,v1=ab"
    assert question.caller.roles == {"public"}
    assert raw == RAW


@pytest.mark.parametrize("path", ["contests/payments/connect", "influencers/payments/else"])
def test_nobody_else_is_told(gateway, path):
    answer = gateway.browser().client.post(
        f"/notices/{path}", base_url=ORIGIN, data=RAW, headers=HEADERS
    )
    assert answer.status_code == 404
    assert gateway.services.asked == []


def test_a_notice_that_is_too_long_is_not_read(gateway):
    answer = gateway.browser().client.post(
        "/notices/influencers/payments/connect",
        base_url=ORIGIN,
        data=b"x" * (256 * 1024 + 1),
        headers=HEADERS,
    )
    assert answer.status_code == 413
    assert gateway.services.asked == []
