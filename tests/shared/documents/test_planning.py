"""Plans that are remembered by the shape of a question are those that would be chosen anew."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.documents import Index, UnsupportedForm
from shared.documents.planning import Plan, Planner, choose
from tests.shared.documents.strategies import WHERES

INDEXES = [
    Index("by_a", ("workspace_id", "a", "s")),
    Index("by_b", ("workspace_id", "a", "b", "s")),
    Index("one", ("workspace_id", "b", "c.d"), unique=True),
]
SORTS = st.sampled_from([(), ("_id",), ("s", "_id"), ("b", "s", "_id"), ("c.d", "_id")])
QUESTIONS = st.lists(st.tuples(WHERES | st.just({"_id": "x"}), SORTS), max_size=9)


def chosen(where: dict[str, Any], sort: tuple[str, ...]) -> Plan | None:
    """Return the plan that is chosen with nothing to remember."""
    try:
        return choose(INDEXES, where, sort)
    except UnsupportedForm:
        return None


@given(QUESTIONS)
def test_a_remembered_plan_is_the_one_that_would_be_chosen(
    questions: list[tuple[dict[str, Any], tuple[str, ...]]],
) -> None:
    planner = Planner()
    planner.declare(INDEXES)
    for where, sort in questions:
        try:
            plan = planner.plan(where, sort)
        except UnsupportedForm:
            plan = None
        assert plan == chosen(where, sort)


def test_plans_are_chosen_anew_when_an_index_is_declared() -> None:
    planner = Planner()
    assert planner.plan({"a": 1}, ()).index.name == "_id"
    planner.declare(INDEXES)
    assert planner.plan({"a": 1}, ()).index.name in ("by_a", "by_b")
