"""The plain draw: everybody has one chance."""

from collections.abc import Mapping
from typing import Any, ClassVar

from services.contests.domain.mechanics.mechanic import Mechanic
from shared.forms.field import Texts, both


class Draw(Mechanic):
    """One person, one chance."""

    kind: ClassVar[str] = "draw"
    labels: ClassVar[Texts] = both("Tirage au sort", "Random draw")

    def weigh(self, params: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
        """Return one."""
        return 1

    def max_weight(self, params: Mapping[str, Any]) -> int:
        """Return one."""
        return 1
