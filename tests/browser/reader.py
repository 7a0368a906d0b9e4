"""Somebody who reads a page by its accessibility tree alone, and moves by keys alone."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MOST_STOPS = 120


@dataclass(frozen=True)
class Node:
    """What is told of a part of a page: its role and its name, as a screen reader says them."""

    role: str
    name: str
    value: str
    focused: bool


class Reader:
    """Reads and drives `page`; nothing is found by its place, its looks or its source."""

    def __init__(self, page: Page) -> None:
        self._page, self._keys = page, page.keyboard
        self._tree = page.context.new_cdp_session(page)
        self._tree.send("Accessibility.enable")

    def nodes(self) -> list[Node]:
        """Return what the page tells, in its order."""
        told = self._tree.send("Accessibility.getFullAXTree")["nodes"]
        return [_node(each) for each in told if not each.get("ignored")]

    def tells(self, words: str) -> bool:
        """Tell whether the page says these words, in one breath."""
        said = " ".join(node.name for node in self.nodes() if node.role == "StaticText")
        return words in " ".join(said.split())

    def headings(self) -> list[str]:
        """Return the headings."""
        return [node.name for node in self.nodes() if node.role == "heading"]

    def go(self, role: str, name: str) -> None:
        """Press Tab until the focus is on it; of several that match, on the first."""
        for _ in range(MOST_STOPS):
            here = self.here()
            if here.role == role and here.name.startswith(name):
                return
            self._keys.press("Tab")
        offered = [f"{node.role} {node.name}" for node in self.nodes() if node.role == role]
        raise AssertionError(f"{self._page.url}: no {role} {name!r} by Tab, but {offered}")

    def here(self) -> Node:
        """Return what has the focus: the page itself where nothing in it has."""
        focused = [node for node in self.nodes() if node.focused]
        return focused[-1] if focused else Node("", "", "", True)

    def press(self, role: str, name: str) -> None:
        """Press a button or follow a link; come to another page."""
        self.go(role, name)
        with self._page.expect_navigation():
            self._keys.press("Enter")

    def fetch(self, name: str) -> bytes:
        """Follow the link of a file; return the file."""
        self.go("link", name)
        with self._page.expect_download() as coming:
            self._keys.press("Enter")
        return coming.value.path().read_bytes()

    def write(self, name: str, text: str) -> None:
        """Write into a field, over what it holds."""
        self.go("textbox", name)
        self._keys.press("ControlOrMeta+a")
        self._keys.type(text)
        assert self.here().value == text

    def tick(self, role: str, name: str) -> None:
        """Tick a box, or choose the radio button that Tab comes to."""
        self.go(role, name)
        self._keys.press("Space")


def _node(told: dict[str, Any]) -> Node:
    properties = {each["name"]: each["value"].get("value") for each in told.get("properties", ())}
    return Node(
        told.get("role", {}).get("value", ""),
        told.get("name", {}).get("value", ""),
        str(told.get("value", {}).get("value", "")),
        bool(properties.get("focused")) and told["role"]["value"] != "RootWebArea",
    )
