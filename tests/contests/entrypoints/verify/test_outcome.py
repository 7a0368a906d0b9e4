"""What the verifier says of skips and promotions."""

import pytest

from services.contests.domain.draw import (
    canonical_hash,
)
from tests.contests.certificates import (
    certificate,
)
from tests.contests.outcomes import exhausted
from tests.contests.verifying import check, refused_at

TRUE = certificate()


OUTCOME = exhausted(TRUE)


def test_an_outcome_that_follows_passes():
    assert OUTCOME[-1]["kind"] == "not_awarded"
    assert refused_at(check(TRUE, outcome=OUTCOME)) is None
    assert refused_at(check(TRUE, outcome=[])) is None


def rechained(entries):
    previous, chained = TRUE["digest"], []
    for number, entry in enumerate(entries, 1):
        chained.append({**entry, "number": number, "previous": previous})
        previous = canonical_hash(chained[-1])
    return chained


@pytest.mark.parametrize(
    "forged",
    [
        [{**OUTCOME[0], "code": "declined"}, *OUTCOME[1:]],
        OUTCOME[1:],
        rechained(OUTCOME[1:]),
        rechained([{**OUTCOME[0], "ref": TRUE["alternates"][1]}]),
        rechained([{**OUTCOME[0], "code": None}]),
        rechained([OUTCOME[0], {**OUTCOME[1], "ref": TRUE["alternates"][1]}]),
        rechained([OUTCOME[0], {**OUTCOME[1], "prize": 1}]),
        rechained([OUTCOME[0], {**OUTCOME[5]}]),
        rechained([OUTCOME[0], {**OUTCOME[1], "kind": "not_awarded"}]),
        rechained([*OUTCOME[:5], {**OUTCOME[5], "kind": "promoted"}]),
        rechained([{**OUTCOME[0], "kind": "rerolled"}]),
    ],
)
def test_an_outcome_that_does_not_follow_is_refused(forged):
    assert refused_at(check(TRUE, outcome=forged)) == "outcome"
