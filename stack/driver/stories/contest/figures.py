"""The figures that a contest's page shows its team, read from its tables."""

from dataclasses import dataclass

from stack.driver.kit.pages import Page
from stack.driver.kit.tables import rows


@dataclass(frozen=True)
class Figures:
    """Sums over the tables of insights: by hour, by source, by reason of those left out."""

    submitted: int
    confirmed: int
    by_source: dict[str, tuple[int, int]]
    reasons: dict[str, int]


def read_figures(page: Page) -> Figures | None:
    """Return the figures of a contest's page, None while it shows none."""
    tables = [rows(table) for table in page.soup.select("#figures table")]
    if len(tables) < 2:
        return None
    hours, sources, *more = tables
    return Figures(
        submitted=sum(numbers[0] for _, numbers in hours),
        confirmed=sum(numbers[1] for _, numbers in hours),
        by_source={name: (numbers[0], numbers[1]) for name, numbers in sources},
        reasons={name: numbers[0] for name, numbers in (more[0] if more else [])},
    )
