"""The figures that a contest's page shows its team, read from its tables."""

from dataclasses import dataclass

from bs4 import Tag

from stack.driver.pages import Page


@dataclass(frozen=True)
class Figures:
    """Sums over the tables of insights: by hour, by source, by reason of those left out."""

    submitted: int
    confirmed: int
    by_source: dict[str, tuple[int, int]]
    reasons: dict[str, int]


def whole(text: str) -> int:
    """Return the number in a text, whatever blanks or commas stand between thousands."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return int(digits) if digits else 0


def _rows(table: Tag) -> list[tuple[str, list[int]]]:
    rows = []
    for row in table.select("tbody tr"):
        head = row.find("th")
        name = head.get_text(" ", strip=True) if head else ""
        rows.append((name, [whole(cell.get_text()) for cell in row.find_all("td")]))
    return rows


def read_figures(page: Page) -> Figures | None:
    """Return the figures of a contest's page, None while it shows none."""
    tables = [_rows(table) for table in page.soup.select("#figures table")]
    if len(tables) < 2:
        return None
    hours, sources, *more = tables
    return Figures(
        submitted=sum(numbers[0] for _, numbers in hours),
        confirmed=sum(numbers[1] for _, numbers in hours),
        by_source={name: (numbers[0], numbers[1]) for name, numbers in sources},
        reasons={name: numbers[0] for name, numbers in (more[0] if more else [])},
    )


def read_lines(page: Page) -> dict[str, int]:
    """Return what stands in its lists of terms: "Confirmed entries", "Refused: too young"…"""
    found: dict[str, int] = {}
    for item in page.soup.select("dl > div"):
        term, told = item.find("dt"), item.find("dd")
        if term is not None and told is not None:
            found[term.get_text(" ", strip=True)] = whole(told.get_text())
    return found
