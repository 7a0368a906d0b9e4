"""Mails to partners in words: one template for each purpose and language, in `fr` and `en`."""

from pathlib import Path

from shared.post import Letters


def partner_letters() -> Letters:
    """Return what writes the letters of this folder."""
    return Letters(Path(__file__).parent)
