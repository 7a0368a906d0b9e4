"""What a mechanic is: how one takes part, and how many chances that gives."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from shared.errors import FieldError
from shared.forms.field import Field, Texts, both, faults_of, fields_of

PATH = "settings.mechanic."


class Mechanic(ABC):
    """Base of every mechanic. `params` are its own settings, by the names of its fields: texts,
    whole numbers and choices.

    Before the opening they are what staff typed, afterwards what `freeze` made of it, which is
    public: a secret never survives `freeze`. `check` and `freeze` get what was typed,
    `check_answers` and `weigh` what was frozen, the others both; all but `freeze` bear `{}`.
    """

    kind: ClassVar[str]
    labels: ClassVar[Texts]
    settings_form: ClassVar[type[Any] | None] = None

    def settings_fields(self) -> Sequence[Field]:
        """Return what staff are asked when they prepare a contest."""
        return fields_of(self.settings_form) if self.settings_form else ()

    def entry_fields(self, params: Mapping[str, Any]) -> Sequence[Field]:
        """Return what people are asked when they enter."""
        return ()

    def check(self, params: Mapping[str, Any]) -> list[FieldError]:
        """Return what blocks the opening."""
        return faults_of(self.settings_fields(), params, PATH)

    def freeze(self, params: Mapping[str, Any], salt: bytes) -> dict[str, Any]:
        """Return the params as the frozen, public settings keep them; `salt` is 16 bytes."""
        return dict(params)

    def check_answers(
        self, params: Mapping[str, Any], answers: Mapping[str, Any]
    ) -> list[FieldError]:
        """Return what is wrong with the answers of an entry."""
        return faults_of(self.entry_fields(params), answers, "answers.")

    def chances(self, params: Mapping[str, Any]) -> Texts:
        """Return how chances are given, as the rules that everybody reads tell it."""
        return both("Chacun a une chance.", "Everybody has one chance.")

    @abstractmethod
    def weigh(self, params: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
        """Return how many chances these checked answers give, from 1 to `max_weight`."""

    @abstractmethod
    def max_weight(self, params: Mapping[str, Any]) -> int:
        """Return the most chances anyone can have, at most 1000; works on draft params too."""
