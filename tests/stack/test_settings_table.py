"""docs/settings.md says what the code reads, no more and no less."""

import re

from shared.settings import describe
from stack.settings import StackSettings
from stack.settings_table import markdown, sections
from stack.supervisor import ROOT

SOURCES = [
    path
    for folder in ("services", "shared", "stack")
    for path in (ROOT / folder).rglob("*.py")
    if not path.is_relative_to(ROOT / "stack" / "driver")
]


def test_the_file_is_what_the_settings_say() -> None:
    written = (ROOT / "docs" / "settings.md").read_text()
    assert written == markdown(), "run: make house"


def test_every_service_has_its_section_and_the_stack_too() -> None:
    titles = [title for title, _ in sections()]
    assert {"services/contests", "services/gateway", "services/insights"} <= set(titles)
    names = {row.name for _, rows in sections() for row in rows}
    assert {row.name for row in describe(StackSettings)} <= names


def test_no_name_is_read_that_the_file_does_not_hold() -> None:
    told = set(re.findall(r"`(KERMESSE_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    read = {
        name for path in SOURCES for name in re.findall(r'"(KERMESSE_[A-Z_]+)"', path.read_text())
    }
    assert read - told == {"KERMESSE_X", "KERMESSE_BEACON_URL", "KERMESSE_DEMO_PASSWORD"} & read
