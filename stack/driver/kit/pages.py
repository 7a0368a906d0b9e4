"""What a browser shows of an answer: words, links, forms."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from stack.driver.kit.form_reading import read_forms
from stack.driver.kit.forms import Form
from stack.driver.kit.waiting import Unexpected

SHOWN = 600
FORM = re.compile(r"<form\b.*?</form\s*>", re.DOTALL | re.IGNORECASE)
MAIN = re.compile(r"<main\b.*</main\s*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """An answer. `url` is where the redirects ended."""

    url: str
    status: int
    html: str
    content: bytes = b""

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The whole page, parsed."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def forms(self) -> list[Form]:
        """Its forms, in the order of the page."""
        return [form for part in FORM.findall(self.html) for form in read_forms(part, self.url)]

    @cached_property
    def main(self) -> Tag:
        """The part that belongs to this page alone."""
        found = MAIN.search(self.html)
        return BeautifulSoup(found.group(), "html.parser") if found else self.soup

    @property
    def words(self) -> str:
        """The text of `main`, blanks folded."""
        return " ".join(self.main.get_text(" ").split())

    @property
    def problems(self) -> list[str]:
        """The sentences of the error summary."""
        return [" ".join(item.get_text(" ").split()) for item in self.soup.select(".summary li")]

    def form_with(self, *names: str) -> Form:
        """Return the form that has fields or buttons of all these names."""
        for form in self.forms:
            if all(form.has(name) for name in names):
                return form
        raise Unexpected(f"no form with {', '.join(names)} at {self.url}: {self.words[:SHOWN]}")

    def form_like(self, other: Form) -> Form:
        """Return the form that has the fields and the address of another one."""
        for form in self.forms:
            if form.action == other.action and form.known >= other.known:
                return form
        raise Unexpected(f"the form is gone at {self.url}: {self.words[:SHOWN]}")

    def form_to(self, ending: str) -> Form:
        """Return the form whose action ends with `ending`."""
        for form in self.forms:
            if form.action.partition("?")[0].endswith(ending):
                return form
        raise Unexpected(f"no form to …{ending} at {self.url}: {self.words[:SHOWN]}")

    def links(self) -> list[str]:
        """Return the addresses that its links lead to."""
        return [urljoin(self.url, str(link["href"])) for link in self.soup.select("a[href]")]

    def link_to(self, ending: str) -> str:
        """Return the first link whose path ends with `ending`."""
        for link in self.links():
            if link.partition("?")[0].partition("#")[0].endswith(ending):
                return link
        raise Unexpected(f"no link to …{ending} at {self.url}: {self.words[:SHOWN]}")
