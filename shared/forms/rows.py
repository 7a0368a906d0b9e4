"""The rows of a form while it is filled in: `settings.prizes.0.name` is a field of row 0."""

from shared.forms.writing import Typed


def row_numbers(typed: Typed, path: str, most: int | None = None) -> list[int]:
    """Return the numbers of the rows that were typed, in order, `most` of them."""
    parts = (name.removeprefix(f"{path}.") for name in typed if name.startswith(f"{path}."))
    heads = {head for part in parts for head, _, rest in [part.partition(".")] if rest}
    return sorted(int(head) for head in heads if is_row(head))[:most]


def is_row(text: str) -> bool:
    """Tell whether a part of a field's name, or of a button's, is the number of a row."""
    return text.isascii() and text.isdigit() and len(text) < 6


def remove_row(typed: Typed, path: str, number: int) -> None:
    """Take a row away; the ones after it move up."""
    kept = [row for row in row_numbers(typed, path) if row != number]
    old = {name: typed.getlist(name) for name in list(typed) if name.startswith(f"{path}.")}
    for name in old:
        del typed[name]
    for place, row in enumerate(kept):
        for name, texts in old.items():
            if name.startswith(f"{path}.{row}."):
                typed.setlist(f"{path}.{place}.{name.split('.', path.count('.') + 2)[-1]}", texts)
