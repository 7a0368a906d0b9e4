"""What the use cases need from outside, as Protocols; `adapters/` has the real ones."""

from typing import Protocol


class Signer(Protocol):
    """Signs receipts with the key of one contest."""

    @property
    def public_key(self) -> str:
        """The public key, 64 hexadecimal characters."""
        ...

    def __call__(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of `message`, 64 bytes."""
        ...


class Postcodes(Protocol):
    """Knows how postcodes of countries look."""

    def __call__(self, country: str, postcode: str) -> str:
        """Return a postcode of the country (ISO 3166-1 alpha-2) where this one cannot be one.

        "" where it may be, or where nothing is known of the country's.
        """
        ...


class Beacons(Protocol):
    """Signatures of rounds, verified, from every chain that is pinned."""

    def fetch(self, chain: str, number: int) -> bytes:
        """Return the signature of a round. Raises `BeaconLate` or `BeaconUnavailable`."""
        ...

    def check_pasted(self, chain: str, number: int, text: str) -> bytes:
        """Return a signature given by a person. Raises `BeaconLate` or `BeaconLied`."""
        ...


class Alarms(Protocol):
    """Where what needs a person's eye is counted and logged."""

    def beacon_failed(self, contest: str, slug: str, detail: str) -> None:
        """The beacon was late, away or not truthful."""
        ...
