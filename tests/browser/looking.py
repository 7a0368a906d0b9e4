"""How a page is looked at: narrow, enlarged, in the dark, by axe, and by its language."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NARROW, ZOOMED, MIDDLE, WIDE = 360, 640, 768, 1280
REFLOW = 320
SIDEWAYS = """
() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const over = [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 0.5)
    .map((one) => one.outerHTML.slice(0, 100));
  return `${root.scrollWidth} > ${root.clientWidth}: ${over.slice(-3).join(" | ")}`;
}"""
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}


def look(page: Page, name: str, language: str) -> None:
    """Look at the page; raise `AssertionError` with what is wrong, under the page's `name`."""
    before = page.viewport_size
    assert before is not None
    page.evaluate("document.fonts.ready")
    faults = [] if page.locator("html").get_attribute("lang") == language else ["html lang"]
    for width in (WIDE, ZOOMED, REFLOW, NARROW):
        page.set_viewport_size({"width": width, "height": before["height"]})
        wide = page.evaluate(SIDEWAYS)
        faults += [f"at {width} px it scrolls sideways, {wide}"] if wide else []
    faults += violations(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": WIDE, "height": before["height"]})
    faults += [f"wide, in the dark: {one}" for one in violations(page)]
    page.emulate_media(color_scheme="light")
    take_pictures(page, f"{name}-{language}")
    page.set_viewport_size(before)
    assert not faults, f"{name} ({page.url}):\n" + "\n".join(faults)


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with the first places."""
    found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
        for one in found
    ]


def take_pictures(page: Page, name: str) -> None:
    """Save the page for people to look at, where `KERMESSE_SCREENSHOTS` names a folder."""
    folder = os.environ.get("KERMESSE_SCREENSHOTS")
    if not folder:
        return
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        for width in (NARROW, MIDDLE, WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            path = Path(folder) / f"{name}-{scheme}-{width}.png"
            page.screenshot(path=path, full_page=True)
