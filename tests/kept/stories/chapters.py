"""A story is a list of chapters; after each one everything there is was recorded: a cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.kept.acting import Cast
from tests.kept.environ import WORKSPACE

Act = Callable[[Cast], object]


@dataclass(frozen=True)
class Chapter:
    """What happens at an instant. `name` is what the cut after it is called, "" for none."""

    name: str
    at: str
    act: Act


@dataclass(frozen=True)
class Story:
    """`settled_by` is the first cut from which the end is the recorded one, word for word.

    Before it, who enters is not written yet: the draw then has other winners, and the end is the
    same but for who they are.
    """

    name: str
    chapters: Sequence[Chapter]
    settled_by: str
    chain: str = "test"
    workspace: str = WORKSPACE

    def after(self, cut: str) -> list[Chapter]:
        """Return the chapters that follow a cut."""
        names = [chapter.name for chapter in self.chapters]
        return list(self.chapters[names.index(cut) + 1 :])

    def tell(self, cast: Cast, chapters: Sequence[Chapter]) -> None:
        """Let these chapters happen."""
        for chapter in chapters:
            cast.at(chapter.at)
            chapter.act(cast)


def both(*acts: Act) -> Act:
    """Return an act that is all of these, one after the other."""

    def whole(cast: Cast) -> None:
        for act in acts:
            act(cast)

    return whole
