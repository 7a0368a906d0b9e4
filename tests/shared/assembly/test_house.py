"""Which service answers a path."""

import pytest

from shared.assembly.house import Service, service_at

HOUSE = (
    Service("contests", ("contests", "mechanics")),
    Service("insights", ("contests/*/figures",)),
)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("contests", "contests"),
        ("contests/c-1", "contests"),
        ("contests/c-1/entries/e-1", "contests"),
        ("contests/c-1/figures", "insights"),
        ("contests/c-1/figures/days", "insights"),
        ("mechanics", "contests"),
        ("contestsome", None),
        ("figures", None),
        ("", None),
    ],
)
def test_the_longest_pattern_that_fits_decides(path: str, service: str | None) -> None:
    assert service_at(path, HOUSE) == service
    assert service_at(path, reversed(HOUSE)) == service
