"""Dotted paths: `settings.closes_at`. A part that is a number would mean a place in a list."""

import functools
from collections.abc import Collection

from shared.documents import UnsupportedForm
from shared.documents.shapes.values import HIDDEN, MOST_DEPTH, check_key


def check_path(path: object, *, places: bool = False) -> None:
    """Refuse a path with an odd part; `places` allows a last part that is a place in a list."""
    if type(path) is not str:
        raise UnsupportedForm(f"the path {path!r}")
    _check_parts(path, places)


@functools.lru_cache(1024)
def _check_parts(path: str, places: bool) -> None:
    parts = path.split(".")
    if len(parts) > MOST_DEPTH:
        raise UnsupportedForm(f"a path of more than {MOST_DEPTH} parts")
    for part in parts:
        check_key(part)
    named = parts[:-1] if places else parts
    if any(part.isdecimal() for part in named):
        raise UnsupportedForm(f"the path {path!r}: a part is a number")
    if parts[0] == HIDDEN:
        raise UnsupportedForm(f"the path {path!r} is hidden")


def check_apart(paths: Collection[str]) -> None:
    """Refuse two paths of which one is or holds the other: MongoDB calls that a conflict."""
    if len(paths) > 1:
        _check_apart(tuple(paths))


@functools.lru_cache(1024)
def _check_apart(paths: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for path in sorted(paths):
        parts = path.split(".")
        if any(".".join(parts[:end]) in seen for end in range(1, len(parts) + 1)):
            raise UnsupportedForm(f"two changes of {path!r}")
        seen.add(path)
