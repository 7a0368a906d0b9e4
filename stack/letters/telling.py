"""How dead letters are told: a line for each, one in full, or JSON."""

import base64
import json
from typing import Any

from shared.consumer.letters import Letter

COLUMNS = ("id", "set aside at", "group", "read at", "type", "reason", "state")
LONGEST_CELL = 60


def name_of(service: str, letter: Letter) -> str:
    """Return what an operator calls the letter: `insights-0-17`."""
    return f"{service}-{letter.id}"


def row(service: str, letter: Letter) -> tuple[str, ...]:
    """Return the cells of a letter's line."""
    header = letter.header
    told = header("dlq_time"), header("dlq_group"), letter.place, header("ce_type") or "-"
    return (name_of(service, letter), *told, header("dlq_reason"), letter.state)


def table(rows: list[tuple[str, ...]]) -> str:
    """Return the lines under their heads, each column as wide as it needs."""
    lines = [COLUMNS, *([_cell(text) for text in cells] for cells in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _cell(text: str) -> str:
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"


def fields_of(service: str, letter: Letter) -> dict[str, Any]:
    """Return a letter as JSON values; bytes that are no text are in base 64."""
    message = letter.message
    headers = {name: _text(value) for name, value in message.headers.items()}
    text = _text(message.value)
    return {
        "id": name_of(service, letter),
        "state": letter.state,
        "mark": dict(letter.mark),
        "topic": letter.topic,
        "read_at": letter.place,
        "key": message.key,
        "headers": headers,
        "value": text,
        "value_base64": base64.b64encode(message.value).decode() if text is None else None,
    }


def in_full(service: str, letter: Letter) -> str:
    """Return everything of a letter, its JSON indented."""
    lines = [f"{name_of(service, letter)}: {letter.state}"]
    lines += [f"  {name[4:]}: {text}" for name, text in letter.mark.items() if text]
    lines += ["", f"key: {letter.message.key}"]
    lines += [f"{name}: {_shown(value)}" for name, value in letter.message.headers.items()]
    return "\n".join([*lines, "", _body(letter.message.value)])


def _body(value: bytes) -> str:
    try:
        return json.dumps(json.loads(value), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return _shown(value) or "(no value)"


def _shown(value: bytes) -> str:
    text = _text(value)
    if text is None or not all(sign.isprintable() or sign in "\n\t" for sign in text):
        return f"{len(value)} bytes, in hexadecimal: {value.hex()}"
    return text


def _text(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None
