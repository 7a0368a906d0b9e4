"""Which page stands at an address."""

from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException


def page_at(path: str) -> tuple[str, dict[str, Any]] | None:
    """Return endpoint and values of the page at `path`, None where nothing can be shown."""
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, values = adapter.match(path, method="GET")  # type: ignore[union-attr]
    except HTTPException:
        return None
    return endpoint, dict(values)
