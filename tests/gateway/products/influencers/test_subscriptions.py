"""The gateway's worker learns of links from what influencers tell."""

from dataclasses import replace

import pytest

from services.gateway.products.influencers.domain.link import Link, LinkState
from services.gateway.products.influencers.stores.links import LinkStore
from services.gateway.products.influencers.subscriptions import handlers
from shared.clock import ManualClock
from shared.consumer import InvalidMessage, Received
from shared.documents import open_database
from shared.events import instant_of
from tests.gateway.conftest import NOW

MADE = "kermesse.influencers.link.made.v1"


@pytest.fixture
def links(tmp_path):
    return LinkStore(open_database("gateway", data_dir=str(tmp_path)))


def told(sequence=1, **more):
    """Return an event as the contract says it."""
    data = {
        "link_id": "l-1",
        "workspace_id": "maison-lumen",
        "key": "LÉA",
        "destination": "https://shop.example/a?utm_source=lea",
        "fallback": "",
        "state": "active",
        "pass_query": True,
        "program_id": "p-1",
        "partner_id": "a-1",
        "kind": "partner",
        "at": "2026-03-26T11:00:00.000Z",
        **more,
    }
    return Received(
        id=f"e-{sequence}",
        type=MADE,
        sequence=sequence,
        key="l-1",
        source="/influencers/links/l-1",
        time=NOW,
        workspace_id="maison-lumen",
        data=data,
        traceparent="",
        topic="influencers.link",
        partition=0,
        offset=0,
    )


def learn(links, *events):
    handlers(links, ManualClock(NOW))[MADE].handle(events)


def test_a_link_is_kept_whole_under_its_canonical_key(links):
    ends = "2026-04-01T00:00:00.000Z"
    learn(links, told(expires_at=ends, carries_key=True, a_later_field="x"))
    assert links.find("léa") == Link(
        key="léa",
        id="l-1",
        workspace_id="maison-lumen",
        sequence=1,
        destination="https://shop.example/a?utm_source=lea",
        expires_at=instant_of(ends),
        pass_query=True,
        carries_key=True,
        program_id="p-1",
        partner_id="a-1",
    )


def test_the_last_event_stays_whatever_comes_again(links):
    learn(links, told(1), told(2, state="disabled"), told(3, state="active"))
    learn(links, told(2, state="disabled"))
    kept = links.find("léa")
    assert (kept.sequence, kept.state) == (3, LinkState.ACTIVE)
    learn(links, told(4, state="capped"))
    assert links.find("léa") == replace(kept, sequence=4, state=LinkState.CAPPED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"destination": "javascript:alert(1)"},
        {"destination": "https://x.example/\r\nSet-Cookie: a=b"},
        {"fallback": "//x.example"},
        {"state": "asleep"},
        {"key": ""},
        {"expires_at": "tomorrow"},
    ],
)
def test_what_could_lead_astray_is_set_aside(links, wrong):
    with pytest.raises(InvalidMessage):
        learn(links, told(**wrong))
    assert links.find("léa") is None
