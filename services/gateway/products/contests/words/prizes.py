"""What a prize is called, and how it is handed over, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.i18n import current_language

Prize = Mapping[str, Any]


def prize_name(prize: Prize) -> str:
    """Return its name in the rules, or the English one where there is one and that is read."""
    return _in_language(prize, "name")


def prize_handing(prize: Prize) -> str:
    """Return how it is handed over, "" where the rules do not say."""
    return _in_language(prize, "delivery")


def _in_language(prize: Prize, name: str) -> str:
    own = prize.get(f"{name}_en") if current_language() == "en" else ""
    return str(own or prize.get(name) or "")
