"""The demo's driver holds the sealed list to what people were told."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from stack.driver.kit.waiting import Unexpected
from stack.driver.stories.contest.acts.sealing import expect_everybody
from stack.driver.stories.contest.ledger import Ledger
from stack.driver.stories.contest.scene import Scene

REFS = {"a@example.org": "e-aaaaaa", "b@example.org": "e-bbbbbb", "c@example.org": "e-cccccc"}


def scene(*listed: str) -> Scene:
    crowd = SimpleNamespace(ledger=Ledger(refs=dict(REFS)))
    drawn: dict[str, Any] = {"list": [f"{ref}|1" for ref in listed]}
    return cast(Scene, SimpleNamespace(crowd=crowd, drawn=drawn, excluded="e-cccccc"))


def test_a_list_of_all_who_confirmed_and_were_not_excluded_is_right() -> None:
    expect_everybody(scene("e-aaaaaa", "e-bbbbbb"))


@pytest.mark.parametrize(
    "listed",
    [
        ("e-aaaaaa",),
        ("e-aaaaaa", "e-bbbbbb", "e-cccccc"),
        ("e-aaaaaa", "e-bbbbbb", "e-dddddd"),
        ("e-aaaaaa", "e-bbbbbb", "e-bbbbbb"),
    ],
)
def test_a_list_that_lacks_or_adds_someone_is_noticed(listed: tuple[str, ...]) -> None:
    with pytest.raises(Unexpected):
        expect_everybody(scene(*listed))
