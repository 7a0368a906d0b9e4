"""A month of a program in figures: words, bars and tables say the same, to whoever may read it."""

from datetime import UTC, datetime

from services.influencers.domain.program import Program
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.influencers.bureau import Bureau
from tests.influencers.clicking import visited
from tests.influencers.money import earned, partner_of

MAY = datetime(2026, 5, 2, tzinfo=UTC)


def told(bureau: Bureau) -> tuple[Program, str]:
    """Return a program whose partner brought four people, two robots, and 30 euros."""
    program = bureau.opened()
    partner = partner_of(bureau, program, name="Ana Moreau")
    visited(bureau, program, partner, 4, bots=2)
    earned(bureau, program, partner, 3000)
    return program, partner


def test_a_month_says_what_came_what_it_brought_and_what_it_cost(agency: Agency) -> None:
    program, partner = told(agency.bureau)
    page = f"/en/programs/{program.id}/figures"
    assert f'href="{page}"' in agency.team().get(f"/en/programs/{program.id}").text
    said = words(agency.team().get(page))
    assert "Figures of March 2026" in said
    assert "People's clicks 4" in said
    assert "Sales and leads 1 1 sale, 0 leads" in said
    assert "Earned by partners €30.00 less what was taken back; €7.50 a click" in said
    assert "Conversion 25%" in said
    assert "Cost of a lead –" in said
    assert "Ana Moreau 4 2 1 0 25% €30.00 €7.50" in said
    assert f'href="/en/partners/{partner}"' in agency.team().get(page).text


def test_the_bars_have_a_title_and_the_table_their_figures(agency: Agency) -> None:
    program, _ = told(agency.bureau)
    page = read(agency.team().get(f"/en/programs/{program.id}/figures"))
    [drawn] = page.select("svg.chart")
    assert drawn["role"] == "img"
    named = [page.select_one(f"#{each}") for each in str(drawn["aria-labelledby"]).split()]
    assert [each.get_text()[:13] for each in named if each] == ["Clicks by day", "One bar for e"]
    [day] = page.select("details tbody tr")
    assert [each.get_text() for each in day.select("td")] == ["4", "0", "0", "2", "0"]


def test_the_months_around_are_those_since_it_was_opened(agency: Agency) -> None:
    program, _ = told(agency.bureau)
    page = f"/en/programs/{program.id}/figures"
    agency.bureau.clock.set(MAY)
    agency.gateway.clock.set(MAY)
    for asked, around in (("", ["2026-04"]), ("2026-04", ["2026-03", "2026-05"])):
        links = read(agency.team().get(f"{page}?month={asked}")).select(".page-head .actions a")
        assert [str(each["href"]) for each in links] == [f"{page}?month={each}" for each in around]
    nobody = words(agency.team().get(f"{page}?month=2026-04"))
    assert "Nobody came by a link in this month." in nobody
    assert agency.team().get(f"{page}?month=nonsense").status_code == 200


def test_whoever_may_not_read_partners_sees_the_program_alone(agency: Agency) -> None:
    program, partner = told(agency.bureau)
    for role in ("moderator", "analyst"):
        answer = agency.team(role).get(f"/fr/programs/{program.id}/figures")
        assert "Clics de personnes 4" in words(answer)
        assert "Ana Moreau" not in answer.text
        assert partner not in answer.text
