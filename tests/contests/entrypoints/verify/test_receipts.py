"""What a receipt says of a list."""

import pytest

from services.contests.domain.draw import (
    amend,
    seal_of,
)
from tests.contests.certificates import (
    CONFIRMED_AT,
    SIGNER,
    certificate,
    receipt,
)
from tests.contests.verifying import check, refused_at

TRUE = certificate()
SEAL = seal_of(TRUE["commitment"])


def test_a_receipt_finds_its_entry():
    code, lines = check(TRUE, SEAL, receipt=receipt())
    assert code == 0
    assert any(line.startswith("ok        receipt    IN") for line in lines)


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        (receipt(ref="e-left-out"), "MISSING: show this receipt"),
        (receipt(weight=5), "IN WITH ANOTHER WEIGHT"),
        ({**receipt(), "weight": 5}, "BAD SIGNATURE"),
        (receipt(contest="contest-2"), "it is for another contest"),
        (receipt(rules={"settings": {}, "amendments": []}), "OTHER RULES"),
        (receipt(signer=type(SIGNER)(bytes(32))), "BAD SIGNATURE"),
        ({"ref": "e-0001"}, "receipt has not just its own members"),
    ],
)
def test_a_receipt_that_finds_something_else_says_so(shown, verdict):
    code, lines = check(TRUE, receipt=shown)
    assert refused_at((code, lines)) == "receipt"
    assert verdict in lines[-2]


def test_a_receipt_from_before_an_amendment_still_counts():
    before = receipt()
    drawn = certificate(amend(TRUE["rules"], "alternates", 1, reason="fewer", at=CONFIRMED_AT))
    assert refused_at(check(drawn, receipt=before)) is None
