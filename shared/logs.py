"""Logs: one JSON object a line on standard error, without personal data."""

import contextlib
import json
import logging
import sys
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, TextIO

import orjson
import structlog
from structlog.typing import Processor

PERSONAL = frozenset(
    {
        "address", "answer", "answers", "authorization", "birth_date", "cookie", "display_name",
        "email", "first_name", "handle", "iban", "ip", "last_name", "name_on_card", "password",
        "phone", "postal_address", "recipient", "secret", "session", "token",
    }
)  # fmt: skip
CONTEXT = ("event", "service", "level", "logger", "time", "request_id")
LOUD = ("kafka", "pymongo", "urllib3")


def without_personal_data(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Take away every field, at any depth, whose name is that of personal data or of a secret."""
    for name in [name for name in event if name.lower() in PERSONAL]:
        del event[name]
    for name, value in event.items():
        event[name] = _clean(value)
    return event


def _cleaned(logger: Any, method: str, event: MutableMapping[str, Any]) -> Any:
    """Clean an event; what cannot be looked into (it holds itself) is named, not shown."""
    try:
        return without_personal_data(logger, method, event)
    except Exception as error:
        shown = {name: event[name] for name in CONTEXT if isinstance(event.get(name), str)}
        return {**shown, "not_shown": type(error).__name__}


def _clean(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {name: inner for name, inner in value.items() if str(name).lower() not in PERSONAL}
        return {name: _clean(inner) for name, inner in kept.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value


def configure(service: str, level: str = "info") -> None:
    """Send what this process logs, and what its libraries log, to standard error as JSON.

    `level` is the least important one shown. `structlog.contextvars.bind_contextvars` adds fields
    such as `request_id` to every line of a request.
    """

    def named(
        _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        event.setdefault("service", service)
        return event

    shown = logging.getLevelNamesMapping()[level.upper()]
    begun: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        named,
    ]
    # Our own lines do not go through the standard library: there a line costs three times as much.
    structlog.configure(
        processors=[_with_logger_name, *begun, *ENDING],
        logger_factory=_Stream(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(shown),
        cache_logger_on_first_use=False,
    )
    _take_over([structlog.stdlib.add_logger_name, *begun], shown)


class _Stream:
    """Where lines go; one that cannot be written is lost, and stops nobody's work."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def __call__(self, name: str = "") -> "_Line":
        """Return the logger of a module."""
        return _Line(name, self.write)

    def write(self, line: str) -> None:
        """Write a line by one call: a lock is what a fork or a signal could meet."""
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            self._file.write(f"{line}\n")
            self._file.flush()


@dataclass(frozen=True)
class _Line:
    """Writes the lines of the module `name`."""

    name: str
    msg: Callable[[str], None]

    def __getattr__(self, level: str) -> Callable[[str], None]:
        """Return what writes a line of any level."""
        return self.msg


def _with_logger_name(
    logger: _Line, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    event["logger"] = logger.name
    return event


def _take_over(begun: list[Processor], level: int) -> None:
    handler = logging.StreamHandler(sys.stderr)
    # A library may give its own logger a lower level than the root's.
    handler.setLevel(level)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=begun, processors=[remove, *ENDING])
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def _json(event: Any, **_asked: Any) -> str:
    """Return the line, in ASCII: no terminal and no reader of lines stumbles over it."""
    try:
        # A dataclass is shown as it shows itself: its fields were not looked at for secrets.
        text = orjson.dumps(event, str, orjson.OPT_PASSTHROUGH_DATACLASS).decode()
        return text if text.isascii() else json.dumps(event, default=str)
    except Exception:
        return _anyhow(event)


def _anyhow(event: Any) -> str:
    """Return a line for what `orjson` does not take, or for what cannot be shown at all."""
    try:
        return json.dumps(event, default=str, skipkeys=True)
    except Exception as error:
        return json.dumps({"event": repr(event.get("event")), "not_shown": type(error).__name__})


ENDING: tuple[Processor, ...] = (
    structlog.processors.format_exc_info,
    _cleaned,
    structlog.processors.JSONRenderer(_json),
)
