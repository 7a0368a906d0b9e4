"""The clients' own account asks for the refusals that are counted, which ends with the seal."""

from collections import Counter

import pytest

from tests.faults.checks import Lost, check_refusals
from tests.faults.ledger import Bounds, Ledger, Refusal

SEALING, SEALED = 100.0, 103.0


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        (90.0, 99.0, Bounds(1, 1)),
        (90.0, 101.0, Bounds(0, 1)),
        (90.0, 110.0, Bounds(0, 1)),
        (102.0, 110.0, Bounds(0, 1)),
        (104.0, 105.0, Bounds(0, 0)),
    ],
)
def test_who_was_told_before_the_seal_counts_and_who_asked_after_it_does_not(
    asked: float, told: float, expected: Bounds
) -> None:
    ledger = Ledger(refused=[Refusal("poster", "late", asked, told)])
    assert ledger.counted_refusals(SEALING, SEALED) == {"poster": expected}


def test_refusals_are_told_apart_by_source() -> None:
    before = [Refusal(source, "minor", 1.0, 2.0) for source in ("poster", "letter", "poster")]
    ledger = Ledger(refused=[*before, Refusal("poster", "late", 104.0, 105.0)])
    expected = {"poster": Bounds(2, 2), "letter": Bounds(1, 1)}
    assert ledger.counted_refusals(SEALING, SEALED) == expected


@pytest.mark.parametrize("held", [{"poster": 1}, {"poster": 4}, {"poster": 2, "letter": 1}, {}])
def test_a_refusal_that_is_missing_or_counted_twice_is_lost(held: dict[str, int]) -> None:
    with pytest.raises(Lost, match="refusals of"):
        check_refusals(Counter(held), {"poster": Bounds(2, 3)})


def test_refusals_within_what_clients_were_told_are_right() -> None:
    for many in (2, 3):
        check_refusals(Counter(poster=many), {"poster": Bounds(2, 3)})
