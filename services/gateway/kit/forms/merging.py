"""Two people change one form at a time: what one of them changed is taken, what both did is told.

Texts of a page are compared, as it showed them when it was opened, as they were typed, and as they
stand now. A field and its parts are one; a list of rows is one where rows came or went.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.gateway.kit.forms.before import before_of, before_text
from services.gateway.kit.forms.page import PageForm
from services.gateway.kit.i18n import current_language
from shared.forms.field import Field, Kind
from shared.forms.finding import find
from shared.forms.reading import ASKED
from shared.forms.revision import NOTHING, value_text
from shared.forms.rows import row_numbers
from shared.forms.sentences import label_of
from shared.forms.writing import Typed, written

Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Other:
    """What somebody else saved in a field that was changed here too; `id` is the field's."""

    id: str
    label: str
    text: str


def opened(fields: Iterable[Field], thing: Mapping[str, Any]) -> Typed:
    """Return the texts of a form that holds a thing with its `version`, and how it was opened."""
    typed = written(fields, thing)
    texts = {name: typed.getlist(name) for name in typed}
    typed["version"], typed["before"] = str(thing["version"]), before_text({"texts": texts})
    return typed


def meet(
    fields: Iterable[Field], typed: Typed, thing: Mapping[str, Any]
) -> tuple[Typed, list[Other]]:
    """Return what was typed over a thing that others changed since, and what both changed.

    What they alone changed is in it. It is in the version of the thing as it is now: to save it
    is then a decision.
    """
    own, shown, now = tuple(fields), before_of(typed) or {}, opened(fields, thing)
    stood = Typed(shown["texts"]) if "texts" in shown else None
    merged, both = merge(own, stood, typed, now)
    merged["version"], merged["before"] = now["version"], now["before"]
    return merged, others(PageForm(own, merged), both, now, thing)


def merge(
    fields: Iterable[Field], before: Typed | None, typed: Typed, now: Typed
) -> tuple[Typed, list[str]]:
    """Return what was typed with what others alone changed, and the paths that both changed.

    Where nobody knows what stood there `before`, all that differs is told and nothing is taken.
    """
    own = tuple(fields)
    split = _changed_rows(own, [each for each in (before, typed, now) if each is not None])
    opened = _by_field(own, before, split) if before is not None else None
    mine, theirs = _by_field(own, typed, split), _by_field(own, now, split)
    shown = mine.keys() | set(typed.getlist(ASKED))
    merged, both = Typed(typed), []
    for path in sorted(mine.keys() | theirs.keys()):
        stood = opened.get(path, {}) if opened is not None else None
        here, there = mine.get(path, {}), theirs.get(path, {})
        if path not in shown or _same(here, there) or (stood is not None and _same(stood, there)):
            continue
        if stood is None or not _same(stood, here):
            both.append(path)
            continue
        for name in here:
            merged.poplist(name)
        for name, texts in there.items():
            merged.setlist(name, list(texts))
    return merged, both


def others(
    form: PageForm, paths: Sequence[str], now: Typed, body: Mapping[str, Any]
) -> list[Other]:
    """Return what stands `now` at each path, in words; `body` is the same as JSON."""
    return [
        Other(form.anchor(path), _label(form, path), _text(form, path, now, body)) for path in paths
    ]


def _by_field(fields: Sequence[Field], typed: Typed, whole: frozenset[str]) -> dict[str, Texts]:
    found: dict[str, dict[str, Sequence[str]]] = {}
    for name in typed:
        path = _path_of(fields, name, whole)
        if path:
            texts = [text.replace("\r\n", "\n").strip() for text in typed.getlist(name)]
            found.setdefault(path, {})[name] = texts
    return dict(found)


def _path_of(fields: Sequence[Field], name: str, whole: frozenset[str]) -> str:
    for path in whole:
        if name.startswith(f"{path}."):
            return path
    named = (each.name for each in fields if each.name)
    own = next((each for each in named if name == each or name.startswith(f"{each}.")), "")
    found = None if own else find(fields, name)
    return own or (found.path if found and name.startswith(found.path) else "")


def _changed_rows(fields: Sequence[Field], pages: Sequence[Typed]) -> frozenset[str]:
    lists = [each.path for each in fields if each.kind is Kind.ROWS]
    return frozenset(
        path for path in lists if len({tuple(row_numbers(page, path)) for page in pages}) > 1
    )


def _same(one: Texts, other: Texts) -> bool:
    """Compare without what is empty: a page may leave out what another shows as an empty text."""
    return _full(one) == _full(other)


def _full(texts: Texts) -> dict[str, list[str]]:
    return {name: kept for name, each in texts.items() if (kept := sorted(filter(None, each)))}


def _label(form: PageForm, path: str) -> str:
    found = find(form.fields, path)
    return label_of(found, current_language()) if found else form.ask(path).label


def _text(form: PageForm, path: str, now: Typed, body: Mapping[str, Any]) -> str:
    found = find(form.fields, path)
    if found is None or found.field.kind is Kind.ROWS:
        lines = (
            ", ".join(filter(None, now.getlist(name))) for name in now if name.startswith(path)
        )
        return " · ".join(filter(None, lines)) or NOTHING
    zone = str(now.get(found.field.zone) or "UTC") if found.field.zone else "UTC"
    return value_text(found.field, _value(body, found.path), current_language(), zone)


def _value(body: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(body, list) and part.isdigit() and int(part) < len(body):
            body = body[int(part)]
        else:
            body = body.get(part) if isinstance(body, Mapping) else None
    return body
