"""Stands where gunicorn's parser does; what it hands out was parsed when it had been gathered."""

from typing import Any

from gunicorn.http.parser import RequestParser

from shared.webapp.gathering.crowd import Network
from shared.webapp.gathering.request import Gathering


class Gathered(RequestParser):  # type: ignore[misc]  # gunicorn carries no types
    """The parser of one connection for `ThreadWorker.handle`: `next` gives the request at hand."""

    def __init__(self, config: Any, client: Any, network: Network, first: Gathering) -> None:
        super().__init__(config, [], client)
        self.gathering = first
        self._network = network

    def __next__(self) -> Any:
        """Return the request; raise gunicorn's own error where it was refused, or `TooMany`."""
        self._network.check()
        if self.gathering.refusal is not None:
            raise self.gathering.refusal
        self.mesg = self.gathering.request
        return self.mesg
