"""Places in a sorted list, as opaque text, and the choice of fields."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from shared.documents import Document, UnsupportedForm
from shared.documents.matching import MISSING, value_at
from shared.documents.shapes.values import check_scalar, check_text
from shared.documents.text import from_text, to_text
from shared.errors import FieldError, Invalid


def place_of(document: Document, sort: Sequence[str]) -> str:
    """Return the place of a document: the values of its sort fields."""
    values = [value_at(document, path) for path in sort]
    if any(value is MISSING or isinstance(value, dict | list | None) for value in values):
        raise UnsupportedForm(f"a sort by {', '.join(sort)}, which is not always present")
    return base64.urlsafe_b64encode(to_text(values).encode()).decode().rstrip("=")


def values_of(place: str, sort: Sequence[str]) -> list[Any]:
    """Return the values of a place; raise `Invalid`, as places come back from outside."""
    try:
        values = from_text(base64.urlsafe_b64decode(place + "=" * (-len(place) % 4)).decode())
        if not isinstance(values, list) or len(values) != len(sort):
            raise UnsupportedForm("a place of another sort")
        for value in values:
            check_scalar(value)
        if sort[-1] == "_id":
            check_text(values[-1])
    except (binascii.Error, ValueError, TypeError, OverflowError, UnsupportedForm) as error:
        raise Invalid(fields=[FieldError("after", "unknown_place")]) from error
    return values


def project(document: Document, fields: Sequence[str] | None) -> Document:
    """Return the document with `_id` and the chosen dotted fields alone."""
    if fields is None:
        return document
    tree: dict[str, Any] = {"_id": {}}
    for path in fields:
        branch = tree
        for part in path.split("."):
            branch = branch.setdefault(part, {})
    return _pruned(document, tree)


def _pruned(value: Document, tree: dict[str, Any]) -> Document:
    kept: Document = {}
    for key, member in value.items():
        branch = tree.get(key)
        if branch == {}:
            kept[key] = member
        elif branch and isinstance(member, dict):
            kept[key] = _pruned(member, branch)
        elif branch and isinstance(member, list):
            kept[key] = [_pruned(one, branch) for one in member if isinstance(one, dict)]
    return kept
