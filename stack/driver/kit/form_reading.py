"""Reads the forms of a page.

With the standard library's parser rather than BeautifulSoup: hundreds of people open a form that
lists every country, and building a tree of it takes five times as long.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from stack.driver.kit.forms import Form

CHECKS = ("checkbox", "radio")
PUSHED = ("submit", "button", "image", "reset")
Attributes = dict[str, str]


@dataclass
class _List:
    """A `select` that is being read; `options` are (value, selected)."""

    name: str
    several: bool
    options: list[tuple[str, bool]] = field(default_factory=list)

    def chosen(self) -> list[str]:
        marked = [value for value, selected in self.options if selected]
        return marked or ([] if self.several else [value for value, _ in self.options[:1]])


class FormReader(HTMLParser):
    """Collects the forms of the page at `url` in `forms`."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._list: _List | None = None
        self._area = ""
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or take a field of the present one."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self._url, has.get("action") or self._url)
            self._form = Form(action, has.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and tag == "option":
            self._end_option()
            self._begin_option(has)
        elif self._form is not None and has.get("name") and "disabled" not in has:
            self._take(self._form, tag, has)

    def handle_data(self, data: str) -> None:
        """Keep the text of what has one."""
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Finish what this tag ends."""
        if tag == "option":
            self._end_option()
        elif tag == "select" and self._list is not None and self._form is not None:
            self._end_option()
            name = self._list.name
            self._form.choices[name] = [value for value, _ in self._list.options]
            self._form.values += [(name, value) for value in self._list.chosen()]
            self._list = None
        elif tag == "textarea" and self._area and self._form is not None:
            text = "".join(self._text or ()).removeprefix("\n")
            self._form.values.append((self._area, text))
            self._area, self._text = "", None
        elif tag == "form":
            self._form = None

    def _begin_option(self, has: Attributes) -> None:
        if self._list is not None:
            # Without a value of its own an option sends its text, which follows.
            self._text = None if "value" in has else []
            self._list.options.append((has.get("value", ""), "selected" in has))

    def _end_option(self) -> None:
        if self._list is not None and self._text is not None:
            _, selected = self._list.options[-1]
            self._list.options[-1] = ("".join(self._text).strip(), selected)
            self._text = None

    def _take(self, form: Form, tag: str, has: Attributes) -> None:
        name, kind = has["name"], has.get("type", "text").lower()
        if tag == "button" or (tag == "input" and kind in PUSHED):
            form.buttons.append((name, has.get("value", "")))
            return
        form.known.add(name)
        if tag == "select":
            self._list = _List(name, "multiple" in has)
        elif tag == "textarea":
            self._area, self._text = name, []
        elif kind in CHECKS:
            value = has.get("value", "on")
            form.choices.setdefault(name, []).append(value)
            form.values += [(name, value)] if "checked" in has else []
        else:
            form.values.append((name, has.get("value", "")))


def read_forms(html: str, url: str) -> list[Form]:
    """Return the forms of a page, in its order."""
    reader = FormReader(url)
    reader.feed(html)
    reader.close()
    return reader.forms
