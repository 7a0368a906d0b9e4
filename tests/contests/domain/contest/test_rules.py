"""What is frozen at opening, and what an amendment may still do."""

from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.contest.blocking import Limits
from services.contests.domain.contest.rules import check_amendment, completed
from services.contests.domain.errors import AmendmentRefused

LAMP = {"name": "Lamp", "count": 2}
RUG = {"name": "Rug", "count": 1}


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("closes_at", "2026-03-08T09:00:00.000Z", "2026-03-09T09:00:00.000Z"),
        ("draw_at", "2026-03-12T09:00:00.000Z", "2026-03-13T09:00:00.000Z"),
        ("confirm_within", 3600, 7200),
        ("alternates", 2, 3),
        ("prizes", [LAMP], [{**LAMP, "count": 3}, RUG]),
        ("organiser.contact", "a@example.org", "b@example.org"),
    ],
)
def test_what_takes_nothing_from_anyone_may_change(field: str, before: Any, after: Any) -> None:
    check_amendment(field, before, after)


@pytest.mark.parametrize(
    ("field", "before", "after", "code"),
    [
        ("closes_at", "2026-03-08T09:00:00.000Z", "2026-03-08T08:59:59.999Z", "earlier"),
        ("draw_at", "2026-03-12T09:00:00.000Z", "2026-03-11T09:00:00.000Z", "earlier"),
        ("review_within", 7200, 3600, "shorter"),
        ("alternates", 3, 2, "fewer"),
        ("alternates", 3, 3, "unchanged"),
        ("prizes", [LAMP, RUG], [LAMP], "fewer"),
        ("prizes", [LAMP], [{**LAMP, "count": 1}], "poorer"),
        ("prizes", [LAMP], [{"name": "Lamp"}], "poorer"),
        ("prizes", [LAMP], [{**LAMP, "name": "Candle"}], "poorer"),
        ("prizes", [LAMP, RUG], [RUG, LAMP], "poorer"),
        ("organiser.name", "Lumen", " ", "missing"),
        ("alternates", 3, "4", "type"),
        ("alternates", 3, True, "type"),
        ("organiser.contact", "a@example.org", None, "type"),
        ("organiser.contact", None, "a@example.org", "not_amendable"),
        ("mechanic", {"kind": "draw"}, {"kind": "secret_code"}, "not_amendable"),
        ("eligibility.minimum_age", 18, 21, "not_amendable"),
        ("receipts", "00", "11", "not_amendable"),
    ],
)
def test_what_would_take_something_away_is_refused(
    field: str, before: Any, after: Any, code: str
) -> None:
    with pytest.raises(AmendmentRefused) as refused:
        check_amendment(field, before, after)
    assert [fault.code for fault in refused.value.fields] == [code]


@pytest.mark.parametrize(
    ("closes", "confirm", "draw", "claims"),
    [
        ("2026-03-08T09:00:00.000Z", 60, "2026-03-08T09:03:00.000Z", "2026-03-08T09:06:00.000Z"),
        ("2026-03-08T09:00:20.000Z", 60, "2026-03-08T09:02:40.000Z", "2026-03-08T09:04:45.000Z"),
        ("2026-03-08T09:00:00.000Z", 5, "2026-03-08T09:01:25.000Z", "2026-03-08T09:03:30.000Z"),
    ],
)
def test_a_date_that_is_computed_has_seconds_only_where_people_typed_some(
    closes: str, confirm: int, draw: str, claims: str
) -> None:
    given = {"closes_at": closes, "confirm_within": confirm, "review_within": 60}
    limits = Limits(timedelta(seconds=10), timedelta(0), test_beacon=True)
    found = completed({**given, "alternates": 1, "answer_within": 60}, limits)
    assert (found["draw_at"], found["claims_end_at"]) == (draw, claims)
