"""A file of partners on its pages: sent, followed, each refused line told; nothing is lost."""

import io

import pytest

from services.influencers.use_cases.imports.take import look_after_import
from tests.gateway.products.influencers.conftest import Agency, hidden, read, words
from tests.influencers.bureau import WORKSPACE

PAGE = "/en/partners/import"
TYPED = {"source": "fair in March", "legal_basis": "interest", "kind": "press", "language": "fr"}
LINES = "Name;E-mail;Country\nCôté Salon;a@salon.example;FR\n=cmd();b@salon.example;\nNoor;noor;\n"


def sent(agency: Agency, data: bytes, **typed: str):
    """Send a file by the form."""
    team = agency.team("manager")
    key = hidden(team.get(PAGE), "key")
    form = {**TYPED, "key": key, **typed}
    if data:
        form["file"] = (io.BytesIO(data), "partners.csv")
    return team, team.post(PAGE, form, content_type="multipart/form-data")


def done(agency: Agency) -> None:
    """Let the worker take what waits."""
    for each in agency.bureau.context.stores.imports.page(WORKSPACE).items:
        look_after_import(agency.bureau.context, each)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_each_refused_line_is_told_with_its_number_and_its_reason(agency, encoding) -> None:
    team, answer = sent(agency, LINES.encode(encoding))
    assert answer.status_code == 303
    waiting = team.get(answer.location)
    assert "0 of 3 lines were looked at" in words(waiting)
    assert read(waiting).select_one("#report[data-waits]")
    done(agency)
    report = read(team.get(answer.location))
    assert not report.select_one("#report[data-waits]")
    rows = [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in report.select("tbody tr")
    ]
    assert rows == [
        ["3", "Public name: this begins as a formula does. Correct the line."],
        ["4", "E-mail address: this is not an e-mail address. Correct it."],
    ]
    assert "Côté Salon" in words(team.get("/en/partners?kind=press&country=FR"))
    assert "fair in March" in words(team.get(PAGE))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "No file was chosen."),
        (b"Name;Town\nZ;Paris\n", "The first line must name the columns"),
        (b"Name;E-mail\n", "This file holds no line"),
        (b"\x89PNG\0\0", "This is no table of text."),
        (b"Name;E-mail\n" + b"x" * 360_000, "larger than 350"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_and_what_was_typed_stays(agency, data, said) -> None:
    _, answer = sent(agency, data)
    assert answer.status_code == 422
    assert said in words(answer)
    assert read(answer).select_one(".summary a[href='#file']")
    assert read(answer).find(id="source")["value"] == TYPED["source"]


def test_source_and_legal_basis_are_asked_for(agency: Agency) -> None:
    _, answer = sent(agency, LINES.encode(), source="", legal_basis="")
    links = [link["href"] for link in read(answer).select(".summary a")]
    assert (answer.status_code, set(links)) == (422, {"#source", "#legal_basis"})


def test_whoever_may_not_write_sends_nothing(agency: Agency) -> None:
    member = agency.team("moderator")
    assert member.get(PAGE).status_code == 403
    assert member.post(PAGE, TYPED, page="/en/programs").status_code == 403
    assert agency.bureau.context.stores.imports.page(WORKSPACE).items == []
