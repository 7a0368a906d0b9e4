"""Which page stands at an address."""

from typing import Any

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException


def page_at(path: str) -> tuple[str, dict[str, Any]] | None:
    """Return endpoint and values of the page at `path`, None where nothing can be shown."""
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, values = adapter.match(path, method="GET")  # type: ignore[union-attr]
    except HTTPException:
        return None
    return endpoint, dict(values)


def answers_form() -> bool:
    """Tell whether the present page answers a form whose own page stands at the same address."""
    return request.method == "POST" and page_at(request.path) is not None


def install(app: Flask) -> None:
    """Let the templates ask it."""
    app.jinja_env.globals["answers_form"] = answers_form
