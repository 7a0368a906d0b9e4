"""Which updates may be asked, each on dotted paths that do not overlap."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from shared.documents import UnsupportedForm, Update
from shared.documents.shapes.filters import check_choices
from shared.documents.shapes.paths import check_apart, check_path
from shared.documents.shapes.values import check_key, check_scalar, check_value

KEPT = frozenset({"_id", "workspace_id", "version"})


def check_update(update: Update) -> None:
    """Refuse an update outside the closed set, or one that touches what the port keeps."""
    if not isinstance(update, Mapping):
        raise UnsupportedForm("an update that is not a mapping")
    paths: list[str] = []
    for operator, changes in update.items():
        check = OPERATORS.get(operator)
        if check is None or not isinstance(changes, Mapping):
            raise UnsupportedForm(f"the update {operator!r}")
        for path, operand in changes.items():
            _check_target(path)
            check(operand)
            paths.append(path)
    check_apart(paths)


def _check_target(path: object) -> None:
    check_path(path)
    assert isinstance(path, str)
    _check_unkept(path)


@lru_cache(1024)
def _check_unkept(path: str) -> None:
    if path.partition(".")[0] in KEPT:
        raise UnsupportedForm(f"an update of {path!r}")


def _check_unset(operand: Any) -> None:
    if operand not in ("", True, 1, None):
        raise UnsupportedForm(f"$unset with {operand!r}")


def _check_inc(operand: Any) -> None:
    if isinstance(operand, bool) or not isinstance(operand, int | float):
        raise UnsupportedForm(f"$inc by {operand!r}")
    check_scalar(operand)


def _check_add_to_set(operand: Any) -> None:
    if not isinstance(operand, dict):
        return check_scalar(operand)
    if set(operand) != {"$each"} or not isinstance(operand["$each"], list):
        raise UnsupportedForm(f"$addToSet with {sorted(operand)}")
    for member in operand["$each"]:
        check_scalar(member)
    return None


def _check_push(operand: Any) -> None:
    if not isinstance(operand, dict) or not any(str(key).startswith("$") for key in operand):
        return check_value(operand)
    if not {"$each"} <= set(operand) <= {"$each", "$slice"}:
        raise UnsupportedForm(f"$push with {sorted(operand)}")
    if not isinstance(operand["$each"], list):
        raise UnsupportedForm("$each without a list")
    check_value(operand["$each"])
    slice_ = operand.get("$slice", 0)
    if isinstance(slice_, bool) or not isinstance(slice_, int) or abs(slice_) >= 2**31:
        raise UnsupportedForm(f"$slice {slice_!r}")
    return None


def _check_pull(operand: Any) -> None:
    if not isinstance(operand, dict):
        return check_scalar(operand)
    if len(operand) != 1:
        raise UnsupportedForm("$pull by other than one field")
    [(name, condition)] = operand.items()
    check_key(name)
    if not isinstance(condition, dict) or set(condition) != {"$in"}:
        raise UnsupportedForm("$pull by other than $in on a member's field")
    return check_choices(condition["$in"])


OPERATORS: dict[str, Callable[[Any], None]] = {
    "$set": check_value,
    "$setOnInsert": check_value,
    "$unset": _check_unset,
    "$inc": _check_inc,
    "$min": check_scalar,
    "$max": check_scalar,
    "$addToSet": _check_add_to_set,
    "$push": _check_push,
    "$pull": _check_pull,
}
