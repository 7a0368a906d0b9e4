"""Statements on their pages and as files: the same figures, said to be no invoice."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from services.influencers.use_cases.payout.bank import note_paid
from services.influencers.use_cases.payout.decide import confirm_payout
from services.influencers.use_cases.payout.export import export_payouts
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.influencers.bureau import WORKSPACE
from tests.influencers.money import at_bank, earned, partner_of, payer, proposed, worked

W = {"workspace": WORKSPACE}
APRIL = datetime(2026, 4, 2, tzinfo=UTC)


@pytest.fixture
def paid(agency: Agency) -> tuple[str, str]:
    """A partner who earned 30 euros in March, paid in April, and their payout."""
    bureau = agency.bureau
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000)
    made = proposed(bureau, program, partner)
    bureau.clock.set(APRIL)
    confirm_payout(bureau.context, **W, payout=made.id, by="omar")
    export_payouts(bureau.context, **W, payouts=[made.id], by="ada")
    note_paid(bureau.context, **W, payout=made.id, by="omar")
    worked(bureau)
    return partner, made.id


def pdf(data: bytes) -> str:
    """Return the words of a PDF, blanks folded to one space."""
    reader = PdfReader(BytesIO(data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def rows(data: bytes, delimiter: str) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def test_a_partners_statements_are_found_from_their_page(
    agency: Agency, paid: tuple[str, str]
) -> None:
    partner, payout = paid
    team = agency.team()
    listed = f"/en/partners/{partner}/statements"
    assert f'href="{listed}"' in team.get(f"/en/partners/{partner}").text
    assert f'href="/en/payouts/{payout}/statement"' in team.get(f"/en/payouts/{payout}").text
    said = words(team.get(listed))
    assert "April 2026 Still changes March 2026 Changes no more" in said
    assert "30.00" in said


def test_a_month_says_what_was_earned_and_paid_and_adds_up(
    agency: Agency, paid: tuple[str, str]
) -> None:
    where, team = f"/en/partners/{paid[0]}/statements", agency.team()
    march, april = words(team.get(f"{where}/2026-03")), words(team.get(f"{where}/2026-04"))
    assert "This is not an invoice." in march
    assert "Owed at the beginning €0.00 Earned €30.00" in march
    assert "In a payout that has not arrived €30.00 Owed at the end €30.00" in march
    assert "€30.00 In a payout that has not arrived." in march
    assert "This month changes until" not in march
    assert "This month changes until" in april
    assert "Owed at the beginning €30.00 Earned €0.00 Taken back €0.00 Paid -€30.00" in april


@pytest.mark.parametrize(
    ("language", "note", "amount"),
    [
        ("en", "This is not an invoice.", "€30.00"),
        ("fr", "Ceci n’est pas une facture.", "30,00 €"),
    ],
)
def test_the_pdf_says_what_the_page_says_and_a_screen_reader_reads_it(
    agency: Agency, paid: tuple[str, str], language: str, note: str, amount: str
) -> None:
    partner, payout = paid
    team = agency.team()
    for path in (f"partners/{partner}/statements/2026-04", f"payouts/{payout}"):
        file = team.get(f"/{language}/{path}/statement.pdf")
        assert (file.status_code, file.mimetype) == (200, "application/pdf")
        assert note in pdf(file.data)
        assert amount in pdf(file.data)
        root = PdfReader(BytesIO(file.data)).root_object
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
        assert team.get(f"/{language}/{path}/statement.pdf").data == file.data


def test_a_table_adds_up_in_the_currencys_own_unit(agency: Agency, paid: tuple[str, str]) -> None:
    where, team = f"/fr/partners/{paid[0]}/statements/2026-04/statement.csv", agency.team()
    [excel] = rows(team.get(f"{where}?tool=excel").data, ";")
    assert (excel["Dû avant"], excel["Payé"], excel["Dû après"]) == ("30,00", "-30,00", "0,00")
    other = team.get(where)
    [line] = rows(other.data, ",")
    assert (line["opening"], line["paid"], line["closing"]) == ("30.00", "-30.00", "0.00")
    assert (line["currency"], line["state"]) == ("EUR", "paid")
    assert other.headers["Content-Disposition"].endswith('"releve-2026-04.csv"')


def test_a_payout_is_told_line_by_line(agency: Agency, paid: tuple[str, str]) -> None:
    team, where = agency.team(), f"/en/payouts/{paid[1]}"
    said = words(team.get(f"{where}/statement"))
    assert "This is not an invoice." in said
    assert "This payout €30.00" in said
    [line] = rows(team.get(f"{where}/statement.csv").data, ",")
    assert (line["earned"], line["amount"], line["cause"]) == ("30.00", "30.00", "sale")


def test_money_on_its_way_is_not_spoken_of_as_a_parcel(agency: Agency) -> None:
    bureau = agency.bureau
    program = bureau.opened()
    partner = partner_of(bureau, program)
    at_bank(bureau, partner)
    payer(bureau)
    earned(bureau, program, partner, 3000)
    made = proposed(bureau, program, partner)
    confirm_payout(bureau.context, **W, payout=made.id, by="omar")
    export_payouts(bureau.context, **W, payouts=[made.id], by="ada")
    assert "Virement en cours" in words(agency.team().get(f"/fr/payouts/{made.id}"))
    assert "On its way" in words(agency.team().get(f"/en/payouts/{made.id}"))


def test_a_currency_without_hundredths_has_none(agency: Agency) -> None:
    bureau = agency.bureau
    yen = {"budget": None, "lead": None, "minimum_payout": None, "currency": "JPY"}
    program = bureau.opened(**yen)
    partner = partner_of(bureau, program)
    earned(bureau, program, partner, 700)
    where = f"/en/partners/{partner}/statements/2026-03"
    assert "Owed at the end JP¥700" in words(agency.team().get(where))
    [line] = rows(agency.team().get(f"{where}/statement.csv").data, ",")
    assert line["closing"] == "700"


def test_a_program_named_like_a_formula_stays_text(agency: Agency) -> None:
    bureau = agency.bureau
    program = bureau.opened(name="=1+1")
    partner = partner_of(bureau, program)
    earned(bureau, program, partner, 700)
    path = f"/en/partners/{partner}/statements/2026-03/statement.csv?tool=excel"
    [line] = rows(agency.team().get(path).data, ";")
    assert line["Program"] == "'=1+1"


def test_a_month_that_has_not_begun_is_not_found(agency: Agency, paid: tuple[str, str]) -> None:
    where = f"/en/partners/{paid[0]}/statements"
    for month in ("2026-05", "2026-13", "x"):
        assert agency.team().get(f"{where}/{month}").status_code == 404
        assert agency.team().get(f"{where}/{month}/statement.pdf").status_code == 404


@pytest.mark.parametrize("role", ["moderator", "analyst"])
def test_who_does_not_pay_is_shown_no_statement(
    agency: Agency, paid: tuple[str, str], role: str
) -> None:
    partner, payout = paid
    team = agency.team(role)
    for path in (f"partners/{partner}/statements/2026-03", f"payouts/{payout}/statement"):
        assert team.get(f"/en/{path}").status_code == 403
    assert "/statements" not in team.get(f"/en/partners/{partner}").text


def test_the_first_hundred_lines_are_shown_and_the_rest_is_counted(agency: Agency) -> None:
    bureau = agency.bureau
    program = bureau.opened()
    partner = partner_of(bureau, program)
    for line in range(103):
        earned(bureau, program, partner, 100, str(line))
    where = f"/en/partners/{partner}/statements/2026-03"
    page = read(agency.team().get(where))
    assert len(page.select('a[href^="/en/commissions/"]')) == 100
    assert "3 more stand in the CSV file." in page.get_text()
    assert len(rows(agency.team().get(f"{where}/statement.csv").data, ",")) == 103
