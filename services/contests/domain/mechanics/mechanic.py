"""What a mechanic is: how one takes part, and how many chances that gives."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from services.contests.domain.mechanics.fields import FieldSpec, Texts, check_values
from shared.errors import FieldError

PATH = "settings.mechanic"


class Mechanic(ABC):
    """Base of every mechanic. `params` are its own settings, by the names of its fields.

    Before the opening they are what staff typed, afterwards what `freeze` made of it, which is
    public: a secret never survives `freeze`. `check` and `freeze` get what was typed,
    `check_answers` and `weigh` what was frozen, the others both; all but `freeze` bear `{}`.
    """

    kind: ClassVar[str]
    labels: ClassVar[Texts]

    def settings_fields(self) -> Sequence[FieldSpec]:
        """Return what staff are asked when they prepare a contest."""
        return ()

    def entry_fields(self, params: Mapping[str, Any]) -> Sequence[FieldSpec]:
        """Return what people are asked when they enter."""
        return ()

    def check(self, params: Mapping[str, Any]) -> list[FieldError]:
        """Return what blocks the opening."""
        return check_values(self.settings_fields(), params, PATH)

    def freeze(self, params: Mapping[str, Any], salt: bytes) -> dict[str, Any]:
        """Return the params as the frozen, public settings keep them; `salt` is 16 bytes."""
        return dict(params)

    def check_answers(
        self, params: Mapping[str, Any], answers: Mapping[str, Any]
    ) -> list[FieldError]:
        """Return what is wrong with the answers of an entry."""
        return check_values(self.entry_fields(params), answers, "answers")

    def chances(self, params: Mapping[str, Any]) -> Texts:
        """Return how chances are given, as the rules that everybody reads tell it."""
        return {"fr": "Chacun a une chance.", "en": "Everybody has one chance."}

    @abstractmethod
    def weigh(self, params: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
        """Return how many chances these checked answers give, from 1 to `max_weight`."""

    @abstractmethod
    def max_weight(self, params: Mapping[str, Any]) -> int:
        """Return the most chances anyone can have, at most 1000; works on draft params too."""
