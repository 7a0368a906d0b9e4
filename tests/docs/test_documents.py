"""The documents name files that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`((?:services|shared|stack|bench|tests|docs)/[\w./-]+)`")
# What comes next names files that are not there yet.
COMING = ROOT / "docs/next.md"
PAGES = sorted(
    {
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *ROOT.glob("services/*/README.md"),
        ROOT / "stack/README.md",
        *ROOT.glob("docs/**/*.md"),
    }
    - {COMING}
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_files_that_exist(page: Path) -> None:
    names = set(NAMED.findall(page.read_text()))
    assert {name for name in names if not _stands(name)} == set()


def _stands(name: str) -> bool:
    path = ROOT / name
    # A module is named as a folder or as a file, whichever it is today.
    return path.exists() or path.with_suffix(".py").exists() or path.with_suffix("").is_dir()


def test_the_drawings_name_a_path_of_a_request_and_of_an_event() -> None:
    drawings = (ROOT / "docs/architecture.md").read_text().count("sequenceDiagram")
    assert drawings == 2
