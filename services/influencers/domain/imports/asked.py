"""An import: due work that may break off anywhere, and goes on from the line that it reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class ImportState(StrEnum):
    """`waiting` until every line was looked at."""

    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not taken: its number in the file, the field that is wrong, why.

    Nothing of what stood in it: the file has it.
    """

    line: int
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Import:
    """A file that the account `by` sent: of partners, or of links in the program `program_id`.

    Of partners, `source` and `legal_basis` hold for every line, `kind` and `language` where one
    says nothing; of links they are "". `reached` of `total` lines were looked at, `entered` of
    them taken. `file_id` is "" once the file is gone. `due_at` is when the worker must look next.
    """

    id: str
    workspace_id: str
    by: str
    source: str
    legal_basis: str
    kind: str
    language: str
    asked_at: datetime
    total: int
    file_id: str
    due_at: datetime | None = None
    state: ImportState = ImportState.WAITING
    reached: int = 0
    entered: int = 0
    refused: tuple[Refusal, ...] = ()
    done_at: datetime | None = None
    program_id: str = ""
    version: int = 1

    def grown(self, looked_at: int, refused: Sequence[Refusal], now: datetime) -> "Import":
        """Return it after so many more lines, some of them refused; done behind the last one."""
        reached = self.reached + looked_at
        grown = replace(
            self,
            reached=reached,
            entered=self.entered + looked_at - len(refused),
            refused=(*self.refused, *refused),
            due_at=now,
        )
        if reached < self.total:
            return grown
        return replace(grown, state=ImportState.DONE, done_at=now, due_at=None)

    def without_file(self) -> "Import":
        """Return it once its file is gone."""
        return replace(self, file_id="")
