"""A month of a program in figures: what is shown adds up, whoever brought it and however."""

from datetime import UTC, datetime

import pytest

from services.influencers.domain.click import Verdict
from services.influencers.domain.commission import Brought, follow
from services.influencers.domain.program import Program
from services.influencers.use_cases.program.figures import rank_partners, read_figures
from shared.errors import NotFound
from shared.money import Money
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.clicking import visited
from tests.influencers.money import earned, partner_of

W = {"workspace": WORKSPACE}
APRIL = datetime(2026, 4, 2, tzinfo=UTC)


def brought(amount: int, sales: int, leads: int = 0) -> Brought:
    return Brought(sales, leads, Money(amount, "EUR"))


def partners(bureau: Bureau, program: Program, *names: str) -> list[str]:
    return [partner_of(bureau, program, email=f"{n}@x.example", name=n) for n in names]


def test_a_month_adds_up_over_its_partners_with_clicks_and_without(bureau: Bureau) -> None:
    program = bureau.opened()
    few, many, none = partners(bureau, program, "few", "many", "none")
    visited(bureau, program, few, 1)
    visited(bureau, program, many, 3, bots=2)
    earned(bureau, program, many, 3000)
    earned(bureau, program, none, 500)
    found = read_figures(bureau.context, **W, program=program.id)
    ranked = rank_partners(bureau.context, **W, program=program.id, by="ada")
    assert (found.month, found.clicks.since, found.clicks.until) == (
        "2026-03",
        "2026-03-01",
        "2026-03-31",
    )
    assert found.clicks.total[Verdict.HUMAN] == 4
    assert found.brought == brought(3500, 2)
    assert [(each.id, counts[Verdict.HUMAN], of) for each, counts, of in ranked.items] == [
        (many, 3, brought(3000, 1)),
        (few, 1, brought(0, 0)),
        (none, 0, brought(500, 1)),
    ]


def test_pages_of_a_month_name_each_partner_once(bureau: Bureau) -> None:
    program = bureau.opened()
    all_of_them = partners(bureau, program, *"abcd")
    for people, partner in enumerate(all_of_them[:3], 1):
        visited(bureau, program, partner, people)
    for partner in all_of_them:
        earned(bureau, program, partner, 100)
    named, after = [], None
    for _ in range(3):
        page = rank_partners(
            bureau.context, **W, program=program.id, by="ada", after=after, limit=2
        )
        named += [each.id for each, _, _ in page.items]
        after = page.after
        if after is None:
            break
    assert sorted(named) == sorted(all_of_them)
    assert named[-1] == all_of_them[3]


def test_what_is_taken_back_counts_no_more(bureau: Bureau) -> None:
    program = bureau.opened()
    [partner] = partners(bureau, program, "a")
    kept, gone = (earned(bureau, program, partner, 1000, line) for line in ("kept", "gone"))
    bureau.context.stores.commissions.change(
        WORKSPACE,
        gone.id,
        lambda each: follow(
            each, Money.zero("EUR"), cause="r", reason="refunded", at=bureau.clock.now()
        ),
    )
    assert kept.ledger.earned == Money(1000, "EUR")
    assert read_figures(bureau.context, **W, program=program.id).brought.earned.amount == 1000


def test_a_commission_counts_in_the_month_in_which_it_began(bureau: Bureau) -> None:
    program = bureau.opened()
    [partner] = partners(bureau, program, "a")
    earned(bureau, program, partner, 1000, "march")
    bureau.clock.set(APRIL)
    earned(bureau, program, partner, 700, "april")
    asked = {**W, "program": program.id}
    assert read_figures(bureau.context, **asked).brought == brought(700, 1)
    assert read_figures(bureau.context, **asked, month="2026-03").brought == brought(1000, 1)


def test_that_partners_are_shown_is_noted_those_without_a_click_too(bureau: Bureau) -> None:
    program = bureau.opened()
    [partner] = partners(bureau, program, "a")
    earned(bureau, program, partner, 1000)
    before = len(bureau.events("audit"))
    rank_partners(bureau.context, **W, program=program.id, by="ada")
    [noted] = bureau.events("audit")[before:]
    assert noted.data["refs"] == [partner]


def test_the_program_of_another_workspace_is_not_found(bureau: Bureau) -> None:
    program = bureau.opened()
    with pytest.raises(NotFound):
        read_figures(bureau.context, workspace="other", program=program.id)
    with pytest.raises(NotFound):
        rank_partners(bureau.context, workspace="other", program=program.id, by="ada")
