"""Links of partners: one for each key in the house, never in a circle."""

from dataclasses import replace
from typing import Any

import pytest

from services.influencers.domain.click import Visit
from services.influencers.domain.code import NotEnrolled
from services.influencers.domain.enrollment import Decision
from services.influencers.domain.link import (
    BadLink,
    KeyTaken,
    Link,
    LinkForm,
    LinkState,
    LinkVerb,
    NewLinkForm,
)
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.link.edit import edit_link
from services.influencers.use_cases.link.hosts import save_hosts
from services.influencers.use_cases.link.make import make_link
from services.influencers.use_cases.link.switch import switch_link
from services.influencers.use_cases.repeats import IdempotencyConflict
from shared.errors import NotFound, StaleVersion
from tests.influencers.bureau import HOME, WORKSPACE, Bureau
from tests.influencers.use_cases.test_clicks import count, judge, visit

SHOP = "https://lumen.example/ete"


class Office:
    """A partner who is in a program, and a site that links may lead to."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau, self.context = bureau, bureau.context
        self.program = bureau.opened()
        enrolled = bureau.pending(self.program)
        who = {"workspace": WORKSPACE, "enrollment": enrolled.id, "by": "ada"}
        decide_enrollment(self.context, Decision.APPROVE, **who)
        self.partner = enrolled.partner_id
        self.allow("lumen.example")

    def allow(self, *hosts: str, version: int = 0) -> None:
        """Say where links may lead."""
        who = {"workspace": WORKSPACE, "by": "ada"}
        save_hosts(self.context, **who, hosts=hosts, version=version)

    def make(self, destination: str = SHOP, key: str = "", once: str = "", **said: Any) -> Link:
        """Make a link."""
        return make_link(
            self.context,
            workspace=WORKSPACE,
            program=self.program.id,
            partner=said.pop("partner", self.partner),
            form=NewLinkForm(destination=destination, key=key, **said),
            by="ada",
            idempotency_key=once,
        )

    def edit(self, link: Link, destination: str, **said: Any) -> Link:
        """Edit a link as it is now."""
        now = self.context.stores.links.get(WORKSPACE, link.id)
        form = LinkForm(destination=destination, **said)
        who = {"workspace": WORKSPACE, "link": link.id, "by": "ada"}
        return edit_link(self.context, **who, version=now.version, form=form)


@pytest.fixture
def office(bureau: Bureau) -> Office:
    """Links may be made here."""
    return Office(bureau)


def faults(error: pytest.ExceptionInfo[BadLink]) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in error.value.fields]


def test_a_link_is_told_with_who_made_it(office: Office) -> None:
    link = office.make(key="Zoe-Ete", utm_source="zoe")
    assert (link.key, link.address) == ("zoe-ete", f"{SHOP}?utm_source=zoe")
    told = [event.type for event in office.bureau.events("links")]
    assert told == ["kermesse.influencers.link.made.v1", "kermesse.influencers.audit.changed.v1"]


def test_the_same_request_gives_the_same_link(office: Office) -> None:
    first = office.make(once="once-0001")
    assert office.make(once="once-0001") == first
    assert office.make(once="once-0002").key != first.key
    assert office.make(key="zoe") == office.make(key="ZOE ")
    with pytest.raises(IdempotencyConflict):
        office.make(once="once-0001", label="autre")


@pytest.mark.parametrize("typed", ["zoe", "Zoé", "Z0e"])
def test_a_key_that_looks_like_another_is_refused(office: Office, typed: str) -> None:
    office.make(key="zoe", label="premier")
    with pytest.raises(KeyTaken):
        office.make(key=typed)


def test_a_key_of_another_workspace_is_taken(office: Office) -> None:
    link = office.make(key="zoe")
    stores = office.context.stores
    with pytest.raises(KeyTaken):
        stores.links.add(replace(link, workspace_id="elsewhere"))
    assert stores.links.of_key("elsewhere", "zoe") is None
    with pytest.raises(NotFound):
        stores.links.get("elsewhere", link.id)


def test_whoever_is_not_in_the_program_gets_no_link(office: Office) -> None:
    stranger = office.bureau.entered()
    with pytest.raises(NotEnrolled):
        office.make(partner=stranger.id)


def test_a_site_is_allowed_first_and_asked_again_at_each_edit(office: Office) -> None:
    link = office.make()
    office.allow("other.example", version=1)
    with pytest.raises(BadLink) as refused:
        office.edit(link, SHOP)
    assert faults(refused) == [("destination", "link_host")]
    with pytest.raises(BadLink) as refused:
        office.edit(link, "https://other.example/", fallback=SHOP)
    assert faults(refused) == [("fallback", "link_host")]
    assert office.edit(link, "https://other.example/a").destination == "https://other.example/a"


def test_hosts_are_saved_from_the_version_that_was_read(office: Office) -> None:
    with pytest.raises(StaleVersion):
        office.allow("other.example", version=0)
    assert office.context.stores.link_hosts.of(WORKSPACE).hosts == ("lumen.example",)


@pytest.mark.parametrize("field", ["destination", "fallback"])
def test_our_own_links_never_lead_in_a_circle(office: Office, field: str) -> None:
    first = office.make(key="first")
    office.bureau.clock.advance(seconds=1)
    said = {"destination": SHOP, field: f"{HOME}/L/../l/FIRST/"}
    second = office.make(key="second", **said)
    back = {"destination": SHOP, field: f"{HOME}/l/second"}
    with pytest.raises(BadLink) as refused:
        office.edit(first, **back)
    assert faults(refused) == [(field, "link_circle")]
    with pytest.raises(BadLink) as refused:
        office.edit(second, **back)
    assert faults(refused) == [(field, "link_circle")]


def test_a_link_that_is_made_later_is_none_to_lead_to(office: Office) -> None:
    with pytest.raises(BadLink) as refused:
        office.make(f"{HOME}/l/later", key="now")
    assert faults(refused) == [("destination", "link_missing")]
    with pytest.raises(BadLink) as refused:
        office.make(f"{HOME}/l/self", key="self")
    assert faults(refused) == [("destination", "link_circle")]


def test_an_address_that_grows_too_long_by_its_parameters_is_refused(office: Office) -> None:
    with pytest.raises(BadLink) as refused:
        office.make(SHOP + "/" + "a" * 1900, utm_source="é" * 100)
    assert faults(refused) == [("destination", "too_long")]


def test_it_is_disabled_and_enabled_once(office: Office) -> None:
    link = office.make()
    who = {"workspace": WORKSPACE, "link": link.id, "by": "ada"}
    off = switch_link(office.context, LinkVerb.DISABLE, **who)
    assert switch_link(office.context, LinkVerb.DISABLE, **who) == off
    assert switch_link(office.context, LinkVerb.ENABLE, **who).state is LinkState.ACTIVE
    told = [event.type.split(".")[-2] for event in office.bureau.events("links")]
    assert told == ["made", "changed", "disabled", "changed", "enabled", "changed"]


def test_a_cap_acts_when_clicks_of_people_were_counted(office: Office) -> None:
    link, other = office.make(cap=3), office.make(cap=9)

    def come(*numbers: int, agent: str = "a browser") -> LinkState:
        for each in (link, other):
            judge(office.bureau, *(_visit(n, each, agent) for n in numbers))
        count(office.bureau)
        assert office.context.stores.links.get(WORKSPACE, other.id).state is LinkState.ACTIVE
        return office.context.stores.links.get(WORKSPACE, link.id).state

    assert come(1, 2) is LinkState.ACTIVE
    assert come(3, 4, 5, agent="a bot") is LinkState.ACTIVE
    assert come(6, 7) is LinkState.CAPPED
    assert come(8) is LinkState.CAPPED
    told = [each.type for each in office.bureau.events("links") if each.key == link.id]
    assert told == [f"kermesse.influencers.link.{verb}.v1" for verb in ("made", "capped")]


def _visit(number: int, link: Link, agent: str) -> Visit:
    told = {"link_id": link.id, "id": f"c-{link.key}-{number}", "mark": f"{link.key}-{number}"}
    return visit(number, **told, agent=agent)
