"""What is answered before Flask: a WSGI callable that asks the products first."""

from collections.abc import Iterable, Sequence
from typing import Any

from services.gateway.kit.product import BeforeFlask, StartResponse


class Front:
    """Hands a request to `inner` unless one of `answers` takes it."""

    def __init__(self, inner: Any, answers: Sequence[BeforeFlask]) -> None:
        self._inner = inner
        self._answers = answers

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Return the answer of the first that has one."""
        for answer in self._answers:
            given = answer(environ, start_response)
            if given is not None:
                return given
        return self._inner(environ, start_response)  # type: ignore[no-any-return]
