"""The winners as whoever sends their parcels opens them: nothing became another number."""

from dataclasses import replace
from pathlib import Path

import pytest

from services.contests.domain.entry import Person
from shared.tables import Tool
from tests.contests.use_cases.export.test_winners import asked, table, world
from tests.contests.use_cases.winner.acts import answer, at_place
from tests.contests.use_cases.winner.test_delivery import give
from tests.contests.world import WORKSPACE, World
from tests.harness.office import opened

__all__ = ["world"]
pytestmark = [pytest.mark.office, pytest.mark.slow]


def test_an_export_for_excel_shows_every_cell_as_it_was_given(world: World, tmp_path: Path) -> None:
    contest, _ = asked(world)
    winner = answer(world, at_place(world, contest, 1), accept=True)
    entries = world.context.stores.entries
    entry = entries.get(WORKSPACE, contest.id, winner.entry_id)
    zoe = Person(entry.person.email, "Zoé")
    entries.change(entry, lambda found: (replace(found, person=zoe), ()))
    give(world, winner, line="=1+1 rue", postcode="06000", phone="+33 6 12 34 56 78")
    heads, first, *_ = opened(table(world, contest, tool=Tool.EXCEL), tmp_path)
    shown = dict(zip(heads, first, strict=True))
    said = {
        "Place": "1",
        "Prénom": "Zoé",
        "Numéro et rue": "'=1+1 rue",
        "Code postal": "06000",
        "Téléphone": "+33 6 12 34 56 78",
    }
    assert {name: shown[name] for name in said} == said
