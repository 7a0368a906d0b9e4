"""Insights that were ended in the middle of a counting or a rebuild go on to the same figures."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.kept.asking import figures
from tests.kept.conftest import Opening
from tests.kept.recorded import KEPT, cut_of

FIGURES = json.loads((KEPT / "figures.json").read_text())["counting"]
WORKSPACE = "atelier-nord"


@pytest.mark.parametrize("cut", ["counted, not marked", "half rebuilt"])
def test_figures_are_those_of_then(cut: str, reopen: Opening) -> None:
    left = cut_of("counting", cut)
    assert figures(reopen(left), left, WORKSPACE) == FIGURES


def test_a_counting_that_was_ended_is_done_again(reopen: Opening) -> None:
    left = cut_of("counting", "counted, not marked")
    house = reopen(left)
    house.clock.advance(minutes=1)
    house.run()
    facts = house.now().of("insights", "facts")
    assert {fact["tallied"] for fact in left.of("insights", "facts").values()} == {False}
    assert {fact["tallied"] for fact in facts.values()} == {True}


@pytest.mark.processes
def test_a_rebuild_that_was_ended_goes_on(reopen: Opening, tmp_path: Path) -> None:
    left = cut_of("counting", "half rebuilt")
    house = reopen(left)
    house.run()
    rebuilt = subprocess.run(
        [sys.executable, "-m", "services.insights.rebuild"],
        env=house.environ,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert "Generation 2 is served" in rebuilt.stdout
    assert "The same figures: 1 contests; others: 0." in rebuilt.stdout
    assert figures(house, left, WORKSPACE) == FIGURES
    served = replace(left, documents=house.now().documents)
    assert len(served.of("insights", "facts_2")) == len(left.of("insights", "facts"))
