"""The README's mechanic works as soon as its module stands in the folder."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import services.contests.domain.mechanics as package
from services.contests.domain.mechanics import mechanics
from tests.contests.desk import Desk

README = Path(package.__file__).parents[2] / "README.md"


@pytest.fixture
def neighbourhood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the README's example beside the other mechanics."""
    [code] = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    (tmp_path / "neighbourhood.py").write_text(code)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    mechanics.cache_clear()
    yield
    mechanics.cache_clear()
    sys.modules.pop(f"{package.__name__}.neighbourhood", None)


@pytest.mark.usefixtures("neighbourhood")
def test_a_module_added_to_the_folder_is_a_mechanic_of_contests(desk: Desk) -> None:
    contest = desk.opened(mechanic={"kind": "neighbourhood", "street": "Rue Haute"})
    assert contest.settings["mechanic"]["max_weight"] == 2
    assert desk.entered(contest, answers={"street": "rue haute"}).weight == 2
    assert desk.entered(contest, email="eva@example.org").weight == 1


@pytest.mark.usefixtures("neighbourhood")
def test_its_fields_are_shown_to_whoever_draws_the_form(desk: Desk) -> None:
    contest = desk.opened(mechanic={"kind": "neighbourhood", "street": "Rue Haute"})
    url = f"/api/v1/public/contests/{contest.slug}"
    shown = desk.client().get(url, headers=desk.bearer("public")).get_json()
    assert [field["name"] for field in shown["entry_fields"]] == ["street"]
