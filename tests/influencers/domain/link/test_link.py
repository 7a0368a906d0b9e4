"""What becomes of a link, and what the redirect is told of it."""

from dataclasses import replace

import pytest

from services.influencers.domain.link import (
    LinkForm,
    LinkState,
    WrongLinkState,
    capped,
    changed,
    disabled,
    enabled,
    made,
    verbs_on,
)
from shared.events import Stamp
from tests.contracts.links import AT, LINK, STAMP

FORM = LinkForm(destination="https://lumen.example/b", cap=500)


def test_its_event_says_all_that_a_redirect_needs():
    [event] = made(LINK, STAMP)[1]
    assert dict(event.data) == {
        "link_id": LINK.id,
        "workspace_id": "maison-lumen",
        "key": "zoe-ete",
        "destination": "https://lumen.example/ete?utm_source=zoe#robes",
        "fallback": "",
        "state": "active",
        "pass_query": False,
        "program_id": LINK.program_id,
        "partner_id": LINK.partner_id,
        "kind": "partner",
        "at": "2026-03-29T16:00:00.000Z",
    }


def test_the_same_again_changes_nothing_and_tells_nothing():
    off, _ = disabled(LINK, STAMP)
    edited, _ = changed(LINK, FORM, STAMP)
    assert disabled(off, Stamp("2", AT)) == (off, ())
    assert enabled(LINK, STAMP) == (LINK, ())
    assert changed(edited, FORM, Stamp("2", AT)) == (edited, ())


def test_a_cap_acts_once_as_many_clicks_were_counted():
    assert capped(LINK, 499, STAMP) == (LINK, ())
    after, [event] = capped(LINK, 500, STAMP)
    assert (after.state, event.data["state"]) == (LinkState.CAPPED, "capped")
    assert capped(after, 501, STAMP) == (after, ())


def test_a_link_without_a_cap_is_never_capped():
    free = replace(LINK, cap=None)
    assert capped(free, 10**9, STAMP) == (free, ())


def test_a_capped_link_leads_again_with_another_cap_alone():
    full, _ = capped(LINK, 500, STAMP)
    with pytest.raises(WrongLinkState):
        enabled(full, STAMP)
    assert changed(full, FORM, STAMP)[0].state is LinkState.CAPPED
    assert changed(full, replace(FORM, cap=900), STAMP)[0].state is LinkState.ACTIVE


def test_a_disabled_link_stays_disabled_through_an_edit():
    off, _ = disabled(LINK, STAMP)
    assert changed(off, replace(FORM, cap=None), STAMP)[0].state is LinkState.DISABLED
    assert verbs_on(off) == ["edit", "enable"]
