"""Links on their pages: made, copied, edited, switched; sites are allowed first."""

import pytest

from services.influencers.domain.enrollment import Decision
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from services.influencers.use_cases.link.hosts import save_hosts
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.influencers.bureau import HOME, WORKSPACE

SHOP = "https://lumen.example/ete"


@pytest.fixture
def place(agency: Agency) -> tuple[str, str]:
    """A partner who is in a program: the path of their links, and the program."""
    program = agency.bureau.opened()
    enrolled = agency.bureau.pending(program)
    who = {"workspace": WORKSPACE, "by": "ada"}
    decide_enrollment(agency.bureau.context, Decision.APPROVE, **who, enrollment=enrolled.id)
    save_hosts(agency.bureau.context, **who, hosts=["lumen.example"], version=0)
    return f"/en/partners/{enrolled.partner_id}/links", program.id


def made(agency: Agency, place: tuple[str, str], **typed: str):
    """Make a link by the form."""
    team, (path, program) = agency.team("manager"), place
    once = hidden(team.get(f"{path}/new"), "once")
    form = {"program_id": program, "destination": SHOP, "tells": "own", "once": once}
    return team, team.post(f"{path}/new", {**form, "zone": "Europe/Paris", **typed})


def test_a_link_is_made_listed_and_copied(agency: Agency, place: tuple[str, str]) -> None:
    team, answer = made(agency, place, key="Zoe", utm_source="zoe", label="été",
                        expires_at="2027-03-29T18:00")  # fmt: skip
    assert answer.status_code == 303
    page = team.get(answer.location)
    assert f"{SHOP}?utm_source=zoe" in words(page)
    assert read(page).select_one(f"button[data-copy='{HOME}/l/zoe']")
    assert "29 March 2027" in words(page)
    for path in (place[0], f"/en/programs/{place[1]}/links"):
        listed = read(team.get(path))
        assert listed.select_one(f"a[href='{answer.location}']")
        assert listed.select_one(f"button[data-copy='{HOME}/l/zoe']")


def test_what_is_refused_stands_at_its_field_with_what_was_typed(
    agency: Agency, place: tuple[str, str]
) -> None:
    for typed, field, said in (
        ({"destination": "https://evil.example/"}, "destination", "evil.example"),
        ({"destination": "javascript:alert(1)"}, "destination", "https://"),
        ({"destination": f"{HOME}/l/none"}, "destination", "no such link"),
        ({"key": "admin"}, "key", "kept for pages of ours"),
        ({"cap": "0"}, "cap", ""),
    ):
        _, answer = made(agency, place, **typed)
        assert answer.status_code == 422
        links = [link["href"] for link in read(answer).select(".summary a")]
        assert links == [f"#{field}"]
        assert said in read(answer).select_one(".summary").get_text()
        assert read(answer).find(id=field)["value"] == typed[field]


def test_whoever_is_in_no_program_is_led_to_their_links(agency: Agency) -> None:
    partner = agency.bureau.entered()
    answer = agency.team("manager").get(f"/en/partners/{partner.id}/links/new")
    assert (answer.status_code, answer.location) == (303, f"/en/partners/{partner.id}/links")


def test_a_key_that_is_taken_is_said_at_the_key(agency: Agency, place: tuple[str, str]) -> None:
    made(agency, place, key="zoe")
    _, answer = made(agency, place, key="Zoé", label="another")
    assert [link["href"] for link in read(answer).select(".summary a")] == ["#key"]


def test_it_is_edited_in_the_version_that_was_shown(agency: Agency, place: tuple[str, str]) -> None:
    team, answer = made(agency, place, key="zoe")
    form = f"{answer.location}/edit"
    version = hidden(team.get(form), "version")
    typed = {"destination": f"{SHOP}/robes", "tells": "never", "version": version}
    assert team.post(form, typed).status_code == 303
    assert f"{SHOP}/robes" in words(team.get(answer.location))
    late = team.post(form, {**typed, "label": "later"})
    assert (late.status_code, hidden(late, "version")) == (422, "2")


def test_it_is_disabled_and_enabled(agency: Agency, place: tuple[str, str]) -> None:
    team, answer = made(agency, place)
    for verb, state in (("disable", "Disabled"), ("enable", "Leads to its destination")):
        assert team.post(f"{answer.location}/{verb}", page=answer.location).status_code == 303
        assert state in words(team.get(answer.location))


def test_whoever_only_reads_changes_nothing(agency: Agency, place: tuple[str, str]) -> None:
    _, answer = made(agency, place)
    analyst = agency.team("analyst")
    page = read(analyst.get(answer.location))
    assert page.select_one("[data-copy]") and not page.select("main form, main a.primary")
    asked = analyst.post(f"{answer.location}/disable", page=answer.location)
    assert asked.status_code == 403


def test_sites_are_a_line_each_and_nothing_typed_is_lost(
    agency: Agency, place: tuple[str, str]
) -> None:
    team = agency.team("manager")
    page = team.get("/en/link-hosts")
    assert read(page).find(id="hosts").get_text().strip() == "lumen.example"
    version = hidden(page, "version")
    typed = {"hosts": "shop.example\n10.0.0.1", "version": version}
    refused = team.post("/en/link-hosts", typed)
    assert refused.status_code == 422
    assert "10.0.0.1 is not on the internet" in words(refused)
    assert "shop.example\n10.0.0.1" in read(refused).find(id="hosts").get_text()
    saved = team.post("/en/link-hosts", {**typed, "hosts": " Shop.example \n\n"})
    assert saved.status_code == 303
    assert read(team.get("/en/link-hosts")).find(id="hosts").get_text().strip() == "shop.example"


def test_of_two_lists_of_sites_the_second_reads_the_first_beside_their_own(
    agency: Agency, place: tuple[str, str]
) -> None:
    team, other = agency.team("manager"), agency.team("owner")
    mine = {"hosts": "mine.example", "version": hidden(team.get("/en/link-hosts"), "version")}
    theirs = {"hosts": "shop.example", "version": mine["version"]}
    assert other.post("/en/link-hosts", theirs).status_code == 303
    late = read(team.post("/en/link-hosts", mine))
    assert late.find(id="hosts").get_text().strip() == "mine.example"
    assert late.select_one("#theirs-title").parent.dd.get_text() == "shop.example"
