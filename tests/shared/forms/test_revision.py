"""Before and after, in words."""

from typing import Any

import pytest

from shared.forms.revision import value_text
from tests.shared.forms.fair import FAIR

BY_PATH = {field.path: field for field in FAIR}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("plan.door.children", 1200, "1\u202f200"),
        ("plan.fee", {"amount": 123450, "currency": "EUR"}, "1\u202f234,50\u00a0€"),
        (
            "plan.opens_at",
            "2026-03-29T16:00:00.000Z",
            "dimanche 29\u00a0mars 2026 à 18\u00a0h\u00a000, heure de Paris",
        ),
        ("plan.within", 86400, "24\u00a0heures"),
        ("plan.kind", "ball", "Bal"),
        ("plan.games", ["pipe", "hoop"], "Pipe, Cerceau"),
        ("plan.rain", False, "non"),
        ("plan.about", "Un jour", "Un jour"),
        ("plan.open_to", ["FR", "LU"], "FR, LU"),
        ("plan.within", None, "–"),
    ],
)
def test_a_value_is_said_by_its_kind(path: str, value: Any, said: str) -> None:
    assert value_text(BY_PATH[path], value, "fr", "Europe/Paris") == said
