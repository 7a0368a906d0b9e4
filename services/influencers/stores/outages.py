"""Outages of the mail server, in the collection `outages`: the operator's, of no workspace."""

from shared.post import OUTAGES, Outages

__all__ = ["OUTAGES", "OutageStore"]


class OutageStore(Outages):
    """When the server of influencers' mails took none at all."""
