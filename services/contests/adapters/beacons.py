"""The beacons that contests may have been opened on, each with its own addresses."""

from collections.abc import Mapping

from services.contests.adapters.beacon import BeaconClient
from services.contests.domain.beacon import BeaconUnavailable


class PinnedBeacons:
    """Asks the client of a chain; a chain without one waits for a signature pasted by a person."""

    def __init__(self, clients: Mapping[str, BeaconClient]) -> None:
        """`clients` by the hash of their chain."""
        self._clients = dict(clients)

    def fetch(self, chain: str, number: int) -> bytes:
        """Return the verified signature of a round."""
        return self._client(chain).fetch(number)

    def check_pasted(self, chain: str, number: int, text: str) -> bytes:
        """Return the signature that a person pasted, verified."""
        return self._client(chain).check_pasted(number, text)

    def _client(self, chain: str) -> BeaconClient:
        if chain not in self._clients:
            raise BeaconUnavailable(f"this worker knows no address of chain {chain}")
        return self._clients[chain]
