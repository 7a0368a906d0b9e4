"""A person who has no mouse: Tab, Shift+Tab, characters, Space, Enter."""

from datetime import datetime

from playwright.sync_api import Browser, Page

MOST_STOPS = 200
STANDS = """
(id) => {
  const wanted = document.getElementById(id), now = document.activeElement;
  if (!wanted) return "absent";
  if (wanted === now) return "here";
  const later = now === document.body
    || now.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING;
  return later ? "later" : "earlier";
}"""
SHOWN = """
() => {
  const now = document.activeElement;
  const style = getComputedStyle(now), box = now.getBoundingClientRect();
  // The button of a field's calendar is inside the field: the browser draws its own frame.
  const inside = !now.matches(":focus");
  const drawn = inside || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1;
  return now === document.body || (drawn && seen) ? ""
    : `${now.outerHTML.slice(0, 120)} (top ${box.top} of ${innerHeight}, ${style.outlineStyle})`;
}"""
PROBE = '<input type="datetime-local" id="probe" step="1" max="9999-12-31T23:59:59">'
PROBED = datetime.fromisoformat("2026-11-12T05:07:09")
WAYS = tuple(f"{days}%Y{hours}" for days in ("%d%m", "%m%d") for hours in ("%H%M%S", "%I%M%S%p"))


def way_to_write_dates(browser: Browser) -> str:
    """Return the format in which this browser's fields take figures; its language decides."""
    for way in WAYS:
        page = browser.new_page()
        page.set_content(PROBE)
        page.keyboard.press("Tab")
        page.keyboard.type(f"{PROBED:{way}}")
        value = page.locator("#probe").input_value()
        page.close()
        if value == PROBED.isoformat():
            return way
    raise AssertionError("this browser takes dates in none of the known ways")


class Keyboard:
    """Drives `page` by keys alone; every stop on the way must show where the focus is."""

    def __init__(self, page: Page, dates: str) -> None:
        self._page, self._keys, self._dates = page, page.keyboard, dates

    def go(self, field: str) -> str:
        """Go to the element of this id, stop by stop; return the key that was pressed last."""
        key = "Tab"
        for _ in range(MOST_STOPS):
            stands = self._page.evaluate(STANDS, field)
            assert stands != "absent", f"{self._page.url} has no #{field}"
            if stands == "here":
                return key
            key = "Tab" if stands == "later" else "Shift+Tab"
            self._keys.press(key)
            hidden = self._page.evaluate(SHOWN)
            assert not hidden, f"{self._page.url}: the focus is not to be seen on {hidden}"
        raise AssertionError(f"{self._page.url}: #{field} cannot be reached by Tab")

    def write(self, field: str, text: str) -> None:
        """Go to a text field and write over what it holds."""
        self.go(field)
        self._keys.press("ControlOrMeta+a")
        self._keys.type(text)
        assert self._page.evaluate("document.activeElement.value") == text

    def choose(self, field: str, label: str) -> None:
        """Go to a list and choose by the first characters of the label."""
        self.go(field)
        self._keys.type(label)
        shown = self._page.evaluate("document.activeElement.selectedOptions[0].text")
        assert shown == label, f"#{field} shows {shown}, not {label}"

    def tick(self, field: str, yes: bool = True) -> None:
        """Go to a box, and press Space unless it already is as wanted."""
        self.go(field)
        if self._page.evaluate("document.activeElement.checked") != yes:
            self._keys.press("Space")

    def date(self, field: str, wall: datetime) -> None:
        """Go to a field of date and time, and write it figure by figure."""
        if self.go(field) == "Shift+Tab":
            while self._page.evaluate(STANDS, field) == "here":
                self._keys.press("Shift+Tab")
            self._keys.press("Tab")
        self._keys.type(f"{wall:{self._dates}}")
        written = datetime.fromisoformat(self._page.evaluate("document.activeElement.value"))
        assert written == wall, f"#{field} holds {written}, not {wall}"

    def press(self, name: str) -> None:
        """Go to the button or link of this name and press Enter."""
        self.go(self._named(name))
        self._keys.press("Enter")

    def _named(self, name: str) -> str:
        """Return the id of the button or link `name`; one without an id is lent one."""
        button = self._page.get_by_role("button", name=name, exact=True)
        found = button.or_(self._page.get_by_role("link", name=name, exact=True)).first
        return str(found.evaluate("(one) => one.id ||= `lent-${performance.now()}`"))
