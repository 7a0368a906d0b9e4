"""Statements: of each month and payout, for whoever pays and for the partner, and nobody else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.influencers.domain.commission import follow
from services.influencers.domain.payout import Payout, StillGathering
from services.influencers.domain.program import Program
from services.influencers.use_cases.payout.bank import note_paid
from services.influencers.use_cases.payout.decide import confirm_payout
from services.influencers.use_cases.payout.export import export_payouts
from services.influencers.use_cases.payout.propose import propose_payout
from services.influencers.use_cases.statement.list import list_statements
from services.influencers.use_cases.statement.month import MonthStatement, month_of, read_month
from services.influencers.use_cases.statement.payout import (
    own_payout_statement,
    read_payout_statement,
)
from shared.errors import NotFound
from shared.money import Money
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import at_bank, earned, partner_of, payer, proposed, worked

W = {"workspace": WORKSPACE}


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


@pytest.fixture
def program(bureau: Bureau) -> Program:
    payer(bureau)
    return bureau.opened()


@pytest.fixture
def partner(bureau: Bureau, program: Program) -> str:
    found = partner_of(bureau, program)
    at_bank(bureau, found)
    return found


def of(bureau: Bureau, partner: str, month: str) -> MonthStatement:
    return month_of(bureau.context, **W, partner=partner, month=month)


def brought(bureau: Bureau, program: Program, partner: str) -> Payout:
    """Return a payout that was sent, and arrived."""
    made = proposed(bureau, program, partner)
    confirm_payout(bureau.context, **W, payout=made.id, by="omar")
    export_payouts(bureau.context, **W, payouts=[made.id], by="ada")
    paid = note_paid(bureau.context, **W, payout=made.id, by="omar")
    worked(bureau)
    return paid


def refunded(bureau: Bureau, commission: str, left: int) -> None:
    now = bureau.clock.now()
    bureau.context.stores.commissions.change(
        WORKSPACE,
        commission,
        lambda found: follow(found, euros(left), cause="r", reason="refunded", at=now),
    )


def test_months_follow_each_other_and_a_past_one_stays_as_it_was(
    bureau: Bureau, program: Program, partner: str
) -> None:
    made = earned(bureau, program, partner, 3000)
    bureau.clock.set(datetime(2026, 4, 2, tzinfo=UTC))
    march = of(bureau, partner, "2026-03")
    [(_, before)] = march.parts
    payout = brought(bureau, program, partner)
    bureau.clock.set(datetime(2026, 5, 2, tzinfo=UTC))
    refunded(bureau, made.id, 1800)
    [(_, after)] = of(bureau, partner, "2026-03").parts
    assert after == before
    sums = []
    for month in ("2026-03", "2026-04", "2026-05"):
        [(found, part)] = of(bureau, partner, month).parts
        assert found.id == program.id
        sums.append((part.change.opening.amount, part.change.closing.amount))
    assert sums == [(0, 3000), (3000, 0), (0, -1200)]
    [(_, april)] = of(bureau, partner, "2026-04").parts
    assert [(each.payout_id, each.amount) for each in april.brought] == [(payout.id, euros(3000))]
    assert [each.settled for each in (march, of(bureau, partner, "2026-05"))] == [True, False]


def test_programs_stand_apart_each_in_its_currency(
    bureau: Bureau, program: Program, partner: str
) -> None:
    yen = {"budget": None, "lead": None, "minimum_payout": None, "currency": "JPY"}
    other = bureau.opened(name="Tokyo", **yen)
    earned(bureau, program, partner, 3000)
    earned(bureau, other, partner, 700)
    parts = of(bureau, partner, "2026-03").parts
    assert {each.form.name: part.change.closing for each, part in parts} == {
        "Printemps": euros(3000),
        "Tokyo": Money(700, "JPY"),
    }


def test_a_payout_is_told_line_by_line_with_what_it_carries(
    bureau: Bureau, program: Program, partner: str
) -> None:
    first = earned(bureau, program, partner, 3000, "a")
    brought(bureau, program, partner)
    refunded(bureau, first.id, 2500)
    bureau.clock.advance(days=1)
    earned(bureau, program, partner, 4000, "b")
    second = proposed(bureau, program, partner, "again")
    told = read_payout_statement(bureau.context, **W, payout=second.id, by="ada")
    assert [each.amount.amount for each in told.lines] == [-500, 4000]
    assert Money.total((each.amount for each in told.lines), "EUR") == second.amount
    assert told == own_payout_statement(bureau.context, **W, partner=partner, payout=second.id)


def test_a_partner_finds_no_statement_of_another(
    bureau: Bureau, program: Program, partner: str
) -> None:
    other = partner_of(bureau, program, email="other@x.example", name="Other")
    earned(bureau, program, partner, 3000)
    payout = proposed(bureau, program, partner)
    with pytest.raises(NotFound):
        own_payout_statement(bureau.context, **W, partner=other, payout=payout.id)
    assert of(bureau, other, "2026-03").parts == []
    assert list_statements(bureau.context, **W, partner=other).months == []


@pytest.mark.parametrize("month", ["2026-04", "2026-13", "march"])
def test_nothing_is_told_of_a_month_that_has_not_begun(
    bureau: Bureau, partner: str, month: str
) -> None:
    with pytest.raises(NotFound):
        of(bureau, partner, month)


def test_a_payout_that_is_being_added_up_has_no_statement_yet(
    bureau: Bureau, program: Program, partner: str
) -> None:
    earned(bureau, program, partner, 3000)
    whose: dict[str, Any] = {**W, "program": program.id, "partner": partner}
    draft = propose_payout(bureau.context, **whose, by="ada")
    with pytest.raises(StillGathering):
        read_payout_statement(bureau.context, **W, payout=draft.id, by="ada")


def test_statements_are_listed_since_something_was_earned_first(
    bureau: Bureau, program: Program, partner: str
) -> None:
    earned(bureau, program, partner, 3000)
    payout = proposed(bureau, program, partner)
    bureau.clock.set(datetime(2026, 5, 2, tzinfo=UTC))
    found = list_statements(bureau.context, **W, partner=partner)
    assert [(each.name, settled) for each, settled in found.months] == [
        ("2026-05", False),
        ("2026-04", True),
        ("2026-03", True),
    ]
    assert [each.payout.id for each in found.payouts.items] == [payout.id]


def test_that_the_team_reads_a_statement_is_noted_first(
    bureau: Bureau, program: Program, partner: str
) -> None:
    earned(bureau, program, partner, 3000)
    notes = bureau.context.stores.audit.collection
    before = len(notes.find(WORKSPACE, {}).items)
    seen = read_month(bureau.context, **W, partner=partner, month="2026-03", by="omar")
    [note] = notes.find(WORKSPACE, {}).items[before:]
    assert (note["account_id"], note["purpose"], note["refs"]) == ("omar", "partner", [partner])
    assert seen == of(bureau, partner, "2026-03")
