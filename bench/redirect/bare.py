"""The baselines: the same 302 by a bare Flask view, and by a bare WSGI callable."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, redirect

DESTINATION = "https://shop.example/collection/printemps?utm_source=partenaires"
view = Flask(__name__, static_folder=None)


@view.get("/readyz")
def ready() -> str:
    """Answer once the process can work."""
    return "ready\n"


@view.get("/l/<key>")
def follow(key: str) -> Any:
    """Lead on."""
    answer: Response = redirect(DESTINATION, 302)  # type: ignore[assignment]
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def callable_(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Lead on, or say that the process can work."""
    if environ["PATH_INFO"] == "/readyz":
        start_response("200 OK", [("Content-Length", "6")])
        return [b"ready\n"]
    start_response(
        "302 Found",
        [
            ("Location", DESTINATION),
            ("Content-Length", "0"),
            ("Cache-Control", "private, no-store"),
        ],
    )
    return [b""]
