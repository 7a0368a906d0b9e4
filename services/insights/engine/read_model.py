"""One generation of the read model: what each subject keeps in it."""

from collections.abc import Sequence
from typing import TypeVar

from services.insights.engine.subject import Subject
from shared.documents import Database

Part = TypeVar("Part", bound=Subject)
Subjects = Sequence[type[Subject]]


class ReadModel:
    """Generation `number` in `database`; its collections are opened with it."""

    def __init__(self, database: Database, number: int, subjects: Subjects) -> None:
        self.number = number
        self.parts = tuple(subject(database, number) for subject in subjects)

    def part(self, subject: type[Part]) -> Part:
        """Return what this subject keeps."""
        return next(part for part in self.parts if isinstance(part, subject))

    def remove(self, workspace: str) -> int:
        """Remove what it holds of a workspace; return how many documents."""
        return sum(part.remove(workspace) for part in self.parts)
