"""Which filters may be asked: equality, comparisons, `$in`, `$ne`, `$exists`, `$or` of these."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.documents import UnsupportedForm, Where
from shared.documents.ordering import bracket
from shared.documents.shapes.paths import check_apart, check_path
from shared.documents.shapes.values import check_scalar, check_text

COMPARISONS = frozenset({"$gt", "$gte", "$lt", "$lte", "$ne"})


def check_where(where: Where) -> None:
    """Refuse a filter outside the closed set."""
    if not isinstance(where, Mapping):
        raise UnsupportedForm("a filter that is not a mapping")
    for path, condition in where.items():
        if path == "$or":
            _check_or(condition)
        else:
            _check_condition(path, condition)


def _check_or(members: Any) -> None:
    if not isinstance(members, list) or not members:
        raise UnsupportedForm("$or without a list of filters")
    for member in members:
        if not isinstance(member, Mapping) or not member or "$or" in member:
            raise UnsupportedForm(f"{member!r} as a member of $or")
        check_where(member)


def _check_condition(path: str, condition: Any) -> None:
    if path == "workspace_id":
        raise UnsupportedForm("workspace_id in a filter: it is given apart")
    operators = condition if isinstance(condition, dict) else None
    check_path(path, places=operators is not None and set(operators) == {"$exists"})
    if operators is None:
        check_scalar(condition)
    elif not operators:
        raise UnsupportedForm(f"an empty condition on {path!r}")
    else:
        for operator, operand in operators.items():
            _check_operator(operator, operand)


def _check_operator(operator: object, operand: Any) -> None:
    if operator in COMPARISONS:
        check_scalar(operand)
    elif operator == "$in":
        check_choices(operand)
    elif operator == "$exists":
        if not isinstance(operand, bool):
            raise UnsupportedForm(f"$exists with {operand!r}")
    else:
        raise UnsupportedForm(f"the operator {operator!r}")


def check_choices(operand: Any) -> None:
    """Refuse an `$in` that is not a list of scalars of one type."""
    if not isinstance(operand, list):
        raise UnsupportedForm("$in without a list")
    for member in operand:
        check_scalar(member)
    if len({bracket(member) for member in operand}) > 1:
        raise UnsupportedForm("$in with several types")


def check_where_upsert(where: Where) -> None:
    """Refuse a filter that does not say by itself which document an upsert would make.

    Conditions that some servers turn into an equality, and others do not, are refused too.
    """
    check_where(where)
    check_text(where.get("_id"))
    equal = [path for path, condition in where.items() if not isinstance(condition, dict | list)]
    if "version" in equal:
        raise UnsupportedForm("an upsert that asks for a version")
    check_apart(equal)
    if len(where.get("$or", "..")) == 1:
        raise UnsupportedForm("an upsert with an $or of one")
    for condition in where.values():
        if isinstance(condition, dict) and len(condition.get("$in", "..")) == 1:
            raise UnsupportedForm("an upsert with an $in of one")


def check_sort(sort: Sequence[str]) -> None:
    """Refuse sort fields that are not paths, or that repeat."""
    if sort == ("_id",):
        return
    for path in sort:
        check_path(path)
    if isinstance(sort, str) or len(set(sort)) != len(sort):
        raise UnsupportedForm(f"the sort {sort!r}")


def check_fields(fields: Sequence[str]) -> None:
    """Refuse a choice of fields that overlap."""
    if isinstance(fields, str):
        raise UnsupportedForm("fields as one text")
    for path in fields:
        check_path(path)
    check_apart(fields)
