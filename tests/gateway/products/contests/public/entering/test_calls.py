"""How often a page asks its service."""

from tests.gateway.products.contests.public.conftest import Fair


def test_a_page_that_is_hit_hard_asks_its_service_once_a_second(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    for _ in range(20):
        someone.get(fair.page(contest))
    assert len(fair.services.asked) == 1
    fair.a_moment_later()
    someone.get(fair.page(contest))
    assert len(fair.services.asked) == 2


def test_an_entry_is_one_call(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    someone.get(fair.page(contest))
    fair.services.asked.clear()
    assert someone.enter(fair.page(contest)).status_code == 303
    assert [each.method for each in fair.services.asked] == ["POST"]
