"""Conditional edits (RFC 9110, 13.1.1) and the Idempotency-Key header."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from flask import request

from shared.errors import AppError, Kind

# What the contract says of them: `@routes.doc(parameters=[IF_MATCH])`.
IF_MATCH: Mapping[str, Any] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag that was read: an edit changes that version, or is refused (412).",
}
IDEMPOTENCY_KEY: Mapping[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "pattern": "^[!-~]{8,128}$"},
    "description": "Stands for this one request: sent again, it does nothing twice.",
}
_ETAG = re.compile(r'(?:W/)?"([1-9][0-9]{0,17})"')
_KEY = re.compile(r"[\x21-\x7e]{8,128}")


class VersionRequired(AppError):
    """An edit must say which version it changes: send If-Match with the ETag that was read."""

    slug: ClassVar[str] = "version_required"
    kind: ClassVar[Kind] = Kind.PRECONDITION_REQUIRED


class MalformedHeader(AppError):
    """A header is malformed."""

    slug: ClassVar[str] = "malformed_header"
    kind: ClassVar[Kind] = Kind.MALFORMED


def etag_of(version: int) -> str:
    """Return the ETag header's value for a document's `version`."""
    return f'"{version}"'


def expected_version() -> int:
    """Return the version that If-Match names.

    Raise `VersionRequired` when it is absent or `*`, `MalformedHeader` for anything that
    `etag_of` did not make.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        raise VersionRequired
    found = _ETAG.fullmatch(header)
    if found is None:
        raise MalformedHeader("If-Match must hold one ETag, as it was read.")
    return int(found.group(1))


def idempotency_key() -> str | None:
    """Return the Idempotency-Key header, or None; raise `MalformedHeader`."""
    header = request.headers.get("Idempotency-Key")
    if header is None:
        return None
    if not _KEY.fullmatch(header):
        raise MalformedHeader("Idempotency-Key must hold 8 to 128 visible ASCII characters.")
    return header
