"""A shop's message through the gateway: the very bytes, and nobody signed in."""

from tests.gateway.conftest import ORIGIN

BODY = b'{"program_id":  "p-1"}'


def test_a_message_is_handed_on_with_its_signature(gateway):
    headers = {"Kermesse-Signature": "t=1,v1=ab", "Authorization": "Bearer x", "X-Other": "y"}
    answer = gateway.browser().client.post(
        "/shops/maison-lumen/orders", base_url=ORIGIN, data=BODY, headers=headers
    )
    assert answer.status_code == 200
    question = gateway.services.asked[-1]
    assert (question.service, question.method, question.path) == (
        "influencers",
        "POST",
        "/public/shop",
    )
    assert (question.caller.workspace_id, question.caller.roles) == ("maison-lumen", {"public"})
    assert dict(question.headers) == {
        "Kermesse-Signature": "t=1,v1=ab",
        "Content-Type": "application/json",
    }


def test_what_goes_wrong_is_told_as_programs_read_it(gateway):
    answer = gateway.browser().client.post("/shops/maison-lumen/else", base_url=ORIGIN, data=BODY)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_nothing_is_read_at_that_address(gateway):
    assert gateway.browser().get("/shops/maison-lumen/orders").status_code == 405
    assert gateway.services.asked == []
