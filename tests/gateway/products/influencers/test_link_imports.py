"""Links from a file, on their pages: sent once, followed, told line by line."""

from io import BytesIO

from services.influencers.use_cases.imports.take_links import look_after_link_import
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.gateway.products.influencers.test_links import SHOP, place  # noqa: F401 - a fixture
from tests.influencers.bureau import APPLICATION, WORKSPACE

HEAD = "E-mail,Destination\n"


def sent(agency: Agency, program: str, text: str):
    """Send a file by the form."""
    team, path = agency.team("manager"), f"/en/programs/{program}/links/import"
    form = {"key": hidden(team.get(path), "key"), "file": (BytesIO(text.encode()), "links.csv")}
    return team, team.post(path, form)


def test_a_file_is_sent_and_told(agency: Agency, place: tuple[str, str]) -> None:  # noqa: F811
    lines = f"{APPLICATION['email']},{SHOP}\n{APPLICATION['email']},https://evil.example/\n"
    team, answer = sent(agency, place[1], HEAD + lines)
    assert answer.status_code == 303
    assert read(team.get(answer.location)).select_one("[data-waits]")
    context = agency.bureau.context
    [waiting] = context.stores.link_imports.of_program(WORKSPACE, place[1]).items
    look_after_link_import(context, waiting)
    report = team.get(answer.location)
    assert "links may not lead to this site yet" in words(report)
    assert [each.get_text() for each in read(report).select("tbody th")] == ["3"]
    listed = read(team.get(f"/en/programs/{place[1]}/links/import"))
    assert listed.select_one(f"a[href='{answer.location}']")


def test_another_file_is_refused_at_its_field(
    agency: Agency,
    place: tuple[str, str],  # noqa: F811
) -> None:
    _, answer = sent(agency, place[1], "Name\nZoé\n")
    assert answer.status_code == 422
    assert [link["href"] for link in read(answer).select(".summary a")] == ["#file"]


def test_only_whoever_makes_links_finds_it(
    agency: Agency,
    place: tuple[str, str],  # noqa: F811
) -> None:
    path = f"/en/programs/{place[1]}/links"
    assert read(agency.team("manager").get(path)).select_one(f"a[href='{path}/import']")
    assert not read(agency.team("analyst").get(path)).select(f"a[href='{path}/import']")
    assert agency.team("analyst").get(f"{path}/import").status_code == 403
