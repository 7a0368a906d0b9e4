"""What a page shows of a thing, signed: it comes back with the form, as it stood there."""

from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from services.gateway.kit.parts import parts
from shared.forms.writing import Typed


def before_text(shown: Mapping[str, Any]) -> str:
    """Return what a page shows, as its form hands it back under `before`."""
    return str(_signing().dumps(shown))


def before_of(typed: Typed) -> dict[str, Any] | None:
    """Return what stood on the page, None where we did not write it."""
    try:
        return dict(_signing().loads(typed.get("before", "")))
    except BadData:
        return None


def _signing() -> URLSafeSerializer:
    keys = [*parts().secret_key_fallbacks, parts().secret_key]
    return URLSafeSerializer(keys, salt="what a form showed before")
