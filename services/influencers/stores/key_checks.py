"""Which wrapping key the database of influencers was made with, in the collection `key_checks`."""

from shared.secrets import KEY_CHECKS, KeyChecks

__all__ = ["KEY_CHECKS", "KeyCheckStore"]


class KeyCheckStore(KeyChecks):
    """Asked at the start of every process."""
