"""The API answers about what earlier code left as that code did, and perhaps says more."""

import json

import pytest

from tests.kept import ending
from tests.kept.acting import Cast
from tests.kept.asking import ASKED, answers
from tests.kept.conftest import Opening
from tests.kept.recorded import KEPT, cut_of
from tests.kept.stories.told import STORIES

CASES = [(name, cut) for name, cuts in ASKED.items() for cut in cuts]


@pytest.mark.parametrize(("name", "cut"), CASES)
def test_a_contest_is_shown_as_it_was(name: str, cut: str, reopen: Opening) -> None:
    recorded = json.loads((KEPT / "answers" / f"{name}.json").read_text())[cut]
    left = cut_of(name, cut)
    cast = Cast(reopen(left), left.letters, STORIES[name].workspace)
    found = list(ending.differences(recorded, answers(cast)))
    assert not found, "\n".join(found)
