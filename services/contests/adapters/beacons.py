"""The beacons that contests may have been opened on, each with its own addresses."""

from collections.abc import Mapping

from services.contests.adapters.beacon import BeaconClient


class PinnedBeacons:
    """Asks the client of a chain; one without addresses waits for a signature that is pasted."""

    def __init__(self, clients: Mapping[str, BeaconClient]) -> None:
        """`clients` by the hash of their chain."""
        self._clients = dict(clients)

    def fetch(self, chain: str, number: int) -> bytes:
        """Return the verified signature of a round."""
        return self._clients[chain].fetch(number)

    def check_pasted(self, chain: str, number: int, text: str) -> bytes:
        """Return the signature that a person pasted, verified."""
        return self._clients[chain].check_pasted(number, text)
