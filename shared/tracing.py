"""Which request an event follows from: a trace context (W3C), from its request on by every hop.

A request's trace is made of its id, so that whoever has one finds the other. An event takes the
trace of the moment when it is stored; whoever handles it stores its own under the same.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_FORM = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_current: ContextVar[str] = ContextVar("trace", default="")


def trace_of(request_id: str) -> str:
    """Return the `traceparent` of a request."""
    digest = hashlib.sha256(request_id.encode()).hexdigest()
    return f"00-{digest[:32]}-{digest[32:48]}-01"


def current_trace() -> str:
    """Return the trace that is followed now, or ""."""
    return _current.get()


def follow(trace: str) -> None:
    """Follow a trace from here on in this thread; what is none ends the one before."""
    _current.set(trace if _FORM.fullmatch(trace) else "")


@contextmanager
def following(trace: str) -> Iterator[None]:
    """Follow a trace within the block."""
    before = _current.get()
    follow(trace)
    try:
        yield
    finally:
        _current.set(before)
