"""What each call of the port refuses before it reaches a store: the same in both adapters."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from shared.documents import (
    Declaration,
    Document,
    Gone,
    Index,
    Settlement,
    UnsupportedForm,
    Update,
    Where,
)
from shared.documents.matching import MISSING, value_at
from shared.documents.shapes import (
    check_document,
    check_fields,
    check_sort,
    check_text,
    check_update,
    check_value,
    check_where,
    check_where_upsert,
)
from shared.documents.shapes.paths import check_path
from shared.documents.shapes.values import check_key, check_scalar


def check_name(name: str) -> None:
    """Refuse a collection's name that a store could not carry."""
    check_key(name)


def check_index(index: Index) -> None:
    """Refuse an index that the stores would not keep alike."""
    if not index.fields or index.name.startswith("_"):
        raise UnsupportedForm(f"the index {index.name!r}")
    check_key(index.name)
    check_sort(index.fields)
    for path in index.fields:
        check_path(path)
    if index.unique and index.fields[0] != "workspace_id":
        raise UnsupportedForm(f"the unique index {index.name} must begin with workspace_id")


def check_declaration(declaration: Declaration) -> None:
    """Refuse a declaration by which an erasure would fail: two persons in one unique place."""
    for path, gone in declaration.personal.items():
        check_path(path)
        for index in declaration.indexes:
            if index.unique and path in index.fields and gone is not Gone.REPLACED:
                raise UnsupportedForm(f"{path!r} of the unique index {index.name} is removed")


def check_workspace(workspace: str) -> None:
    """Refuse an empty workspace, a question across all of them, and one that SQLite would cut."""
    check_text(workspace)
    if not workspace or "\x00" in workspace:
        raise UnsupportedForm(f"the workspace {workspace!r}")


def check_stored(document: Document, indexed: Mapping[str, str]) -> None:
    """Refuse a document whose fields an index cannot hold: `indexed` as planners tell it."""
    check_document(document)
    check_workspace(document["workspace_id"])
    for path, unique in indexed.items():
        found = value_at(document, path)
        if unique and (found is MISSING or found is None):
            raise UnsupportedForm(f"a field of the unique index {unique} is absent")
        if isinstance(found, dict | list):
            raise UnsupportedForm(f"a {type(found).__name__} in the indexed field {path!r}")


def check_find(
    workspace: str, where: Where, sort: Sequence[str], limit: int, fields: Sequence[str] | None
) -> None:
    """Refuse a page that cannot be asked for."""
    check_workspace(workspace)
    check_where(where)
    check_sort(sort)
    if fields:
        check_fields(fields)
    if limit < 1:
        raise UnsupportedForm(f"a page of {limit}")


def check_change(workspace: str, where: Where, update: Update, *, upsert: bool) -> None:
    """Refuse a change outside the closed set."""
    check_workspace(workspace)
    (check_where_upsert if upsert else check_where)(where)
    check_update(update)


def check_replacement(document: Document, indexed: Mapping[str, str]) -> None:
    """Refuse a replacement that does not say which version it was made from."""
    check_stored(document, indexed)
    if "version" not in document:
        raise UnsupportedForm("a replacement without version")


def check_settlements(settlements: Sequence[Settlement]) -> None:
    """Refuse settlements that do not say what they take away, or two of one document."""
    for one in settlements:
        check_workspace(one.workspace_id)
        check_text(one.id)
        for number in (one.sent, one.count):
            if isinstance(number, bool) or not isinstance(number, int):
                raise UnsupportedForm(f"{number!r} as a count of events")
            check_scalar(number)
    if len({one.id for one in settlements}) != len(settlements):
        raise UnsupportedForm("two settlements of one document")


def check_lease(now: datetime, lease: timedelta) -> None:
    """Refuse instants that the stores would not keep."""
    check_value(now)
    check_value(now + lease)
