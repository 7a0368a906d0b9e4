"""Figures are read from the tables of the team's page."""

from stack.driver.kit.pages import Page
from stack.driver.stories.contest.figures import read_figures


def row(name: str, *numbers: str) -> str:
    cells = "".join(f'<td class="number">{number}</td>' for number in numbers)
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def table(*rows: str) -> str:
    return f"<table><thead><tr><th>x</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"


def page(*tables: str) -> Page:
    return Page("u", 200, f"<main><section id='figures'>{''.join(tables)}</section></main>")


HOURS = table(row("today, 16:00", "1\u202f200", "1,100"), row("today, 17:00", "3", "2"))
SOURCES = table(row("poster", "5", "4", "1"), row("Direct", "0", "0", "2"))
REASONS = table(row("too young", "2"))


def test_hours_are_summed_sources_and_reasons_are_named() -> None:
    found = read_figures(page(HOURS, SOURCES, REASONS))
    assert found is not None
    assert (found.submitted, found.confirmed) == (1203, 1102)
    assert found.by_source == {"poster": (5, 4), "Direct": (0, 0)}
    assert found.reasons == {"too young": 2}


def test_without_refusals_there_is_no_third_table() -> None:
    found = read_figures(page(HOURS, SOURCES))
    assert found is not None
    assert found.reasons == {}


def test_a_page_without_figures_has_none() -> None:
    assert read_figures(page()) is None
