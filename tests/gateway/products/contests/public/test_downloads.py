"""Long papers of a draw pass through the gateway as they arrive."""

from collections.abc import Iterator
from typing import Any

from services.gateway.kit.questions import Question, Streamed
from tests.gateway.products.contests.public.conftest import Fair

PIECES = 50


class Dripping:
    """Services whose downloads come in pieces; `taken` counts those that were asked for."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.taken = 0

    def stream(self, _question: Question, _raw: bytes | None = None) -> Streamed:
        """Return a long answer."""
        return Streamed(200, {"content-type": "application/json"}, self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        for number in range(PIECES):
            self.taken += 1
            yield b"%050d" % number

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def test_a_certificate_passes_through_without_being_gathered(fair: Fair) -> None:
    contest = fair.opened()
    dripping = Dripping(fair.services.inner)
    fair.services.inner = dripping  # type: ignore[assignment]
    address = fair.page(contest, "/certificate.json")
    answer = fair.gateway.app.test_client().get(address, buffered=False)
    for number, piece in enumerate(answer.iter_encoded(), 1):
        assert dripping.taken <= number + 1
        assert piece == b"%050d" % (number - 1)
    assert dripping.taken == PIECES
