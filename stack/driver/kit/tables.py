"""Numbers that a page shows: in its tables, and in its lists of terms."""

from bs4 import Tag

from stack.driver.kit.pages import Page


def whole(text: str) -> int:
    """Return the number in a text, whatever blanks or commas stand between thousands."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return int(digits) if digits else 0


def rows(table: Tag) -> list[tuple[str, list[int]]]:
    """Return the rows of a table's body: the head of each, and its numbers."""
    found = []
    for row in table.select("tbody tr"):
        head = row.find("th")
        name = head.get_text(" ", strip=True) if head else ""
        found.append((name, [whole(cell.get_text()) for cell in row.find_all("td")]))
    return found


def terms(page: Page) -> dict[str, int]:
    """Return the numbers of a page's lists of terms, by the words that stand before them."""
    found: dict[str, int] = {}
    for item in page.soup.select("dl > div"):
        term, told = item.find("dt"), item.find("dd")
        if term is not None and told is not None:
            found[term.get_text(" ", strip=True)] = whole(told.get_text())
    return found
