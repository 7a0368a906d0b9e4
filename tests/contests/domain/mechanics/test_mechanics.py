"""What every mechanic promises, whoever adds one."""

import pytest

from services.contests.domain.draw import HEAVIEST
from services.contests.domain.mechanics import Mechanic, mechanics
from shared.forms.field import Kind

EVERY = list(mechanics().values())


def test_mechanics_are_found_in_their_folder() -> None:
    assert {"draw", "secret_code"} <= set(mechanics())


@pytest.mark.parametrize("mechanic", EVERY, ids=lambda mechanic: mechanic.kind)
def test_a_mechanic_is_named_in_both_languages(mechanic: Mechanic) -> None:
    shown = [mechanic.labels, mechanic.chances({})]
    for spec in (*mechanic.settings_fields(), *mechanic.entry_fields({})):
        shown += [spec.label, *(choice.label for choice in spec.choices)]
        shown += [spec.hint] if spec.hint else []
    assert all(texts.get("fr") and texts.get("en") for texts in shown)


@pytest.mark.parametrize("mechanic", EVERY, ids=lambda mechanic: mechanic.kind)
def test_a_form_without_answers_gives_a_weight_that_the_list_can_hold(mechanic: Mechanic) -> None:
    weight = mechanic.weigh({}, {})
    assert 1 <= weight <= mechanic.max_weight({}) <= HEAVIEST


@pytest.mark.parametrize("mechanic", EVERY, ids=lambda mechanic: mechanic.kind)
def test_a_mechanic_asks_what_its_params_can_hold(mechanic: Mechanic) -> None:
    asked = [*mechanic.settings_fields(), *mechanic.entry_fields({})]
    assert {field.kind for field in asked} <= {Kind.TEXT, Kind.SECRET, Kind.WHOLE, Kind.CHOICE}
