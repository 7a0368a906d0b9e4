"""A seed stands for one plan, and a run without a guard names it."""

import random

import pytest

from tests.faults.killer import KILL, KINDS, RESTART, STOP, plan_of
from tests.faults.seeds import GUARD_NAME, GUARDS, guard_off


def test_a_seed_gives_the_same_plan_again_and_another_seed_another() -> None:
    plans = [plan_of(5, ["kafka"], random.Random(seed)) for seed in ("7", "7", "8")]
    assert plans[0] == plans[1] != plans[2]


def test_each_kind_dies_as_often_as_asked_and_stands_still_once() -> None:
    plan = plan_of(5, ["kafka", "mongo"], random.Random("7"))
    for kind in KINDS:
        assert (plan.count((KILL, kind)), plan.count((STOP, kind))) == (5, 1)
    assert plan.count((RESTART, "kafka")) == 2
    assert (RESTART, "mongo") not in plan
    assert plan.count((STOP, "kafka")) == plan.count((STOP, "mongo")) == 1


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_is_switched_off_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(GUARD_NAME, name)
    assert guard_off() == name


def test_an_unknown_guard_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GUARD_NAME, "everything")
    with pytest.raises(ValueError, match="everything is none of settle-after-ack"):
        guard_off()
