"""Whatever never comes is named."""

import time
from itertools import count

import pytest

from stack.driver.kit.journal import Journal, StepFailed, table
from stack.driver.kit.waiting import NeverCame, Unexpected, expect, wait_until


def test_a_wait_ends_with_what_was_found() -> None:
    looks = count()
    assert wait_until(lambda: next(looks) == 3 and "found", "it", 5, every=0.001) == "found"


def test_a_wait_that_is_over_names_what_never_came() -> None:
    begin = time.monotonic()
    with pytest.raises(NeverCame, match="the seal"):
        wait_until(lambda: None, "the seal", 0.05, every=0.01)
    assert time.monotonic() - begin < 2


def test_a_failed_step_is_named_with_its_reason() -> None:
    with (
        pytest.raises(StepFailed, match="Step “The list is sealed”: the seal"),
        Journal(print).step("The list is sealed"),
    ):
        expect(False, "the seal")


def test_a_step_is_told_with_its_remarks_when_it_is_done() -> None:
    told: list[str] = []
    journal = Journal(told.append)
    with journal.step("People enter") as remarks:
        remarks.append("300 of them")
        assert told == []
    assert "People enter\n" in told[0]
    assert told[0].endswith("  300 of them")
    assert [name for name, _ in journal.steps] == ["People enter"]


def test_what_holds_passes() -> None:
    expect([1], "something")
    with pytest.raises(Unexpected, match="something"):
        expect([], "something")


def test_a_table_has_its_figures_in_one_column() -> None:
    assert table({"a": 1, "long name": "x"}) == "  a          1\n  long name  x"
