"""A payout leaves in one file of transfers, which a bank can get again, and in no other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from services.influencers.domain.account import BankForm
from services.influencers.domain.payout import (
    BankFileRefused,
    FileNotAgain,
    InAnotherFile,
    Payout,
    PayoutState,
    WrongPayoutState,
)
from services.influencers.domain.program import Program
from services.influencers.use_cases.account.confirm import confirm_account
from services.influencers.use_cases.account.give import give_bank_account
from services.influencers.use_cases.payout.bank import note_paid
from services.influencers.use_cases.payout.decide import confirm_payout
from services.influencers.use_cases.payout.export import export_payouts
from tests.influencers.bureau import WORKSPACE, Bureau
from tests.influencers.money import (
    OTHER_IBAN,
    at_bank,
    earned,
    partner_of,
    payer,
    proposed,
    read,
)

S = PayoutState
W = {"workspace": WORKSPACE}


@pytest.fixture
def program(bureau: Bureau) -> Program:
    payer(bureau)
    return bureau.opened()


def approved(bureau: Bureau, program: Program, name: str) -> Payout:
    partner = partner_of(bureau, program, email=f"{name}@x.example", name=name)
    at_bank(bureau, partner)
    earned(bureau, program, partner, 3000)
    made = proposed(bureau, program, partner)
    return confirm_payout(bureau.context, **W, payout=made.id, by="omar")


def exported(bureau: Bureau, *payouts: Payout) -> bytes:
    ids = [each.id for each in payouts]
    return export_payouts(bureau.context, **W, payouts=ids, by="ada").data


def references(file: bytes) -> set[str]:
    found = ElementTree.fromstring(file).iter()
    return {str(each.text) for each in found if each.tag.endswith("EndToEndId")}


def given_other_account(bureau: Bureau, partner: str, *, name: str, iban: str) -> None:
    form = BankForm(legal_name=name, iban=iban, vat="exempt")
    given = give_bank_account(bureau.context, **W, partner=partner, form=form, by="ada")
    confirm_account(bureau.context, **W, partner=partner, change=given.change, by="omar")


def test_a_payout_that_left_in_a_file_leaves_in_no_other(bureau: Bureau, program: Program) -> None:
    one, two, three = (approved(bureau, program, name) for name in "abc")
    exported(bureau, one, two)
    with pytest.raises(InAnotherFile):
        exported(bureau, two, three)
    assert read(bureau, three).state is S.CONFIRMED


def test_one_payout_of_a_file_gives_that_whole_file_again(bureau: Bureau, program: Program) -> None:
    one, two = (approved(bureau, program, name) for name in "ab")
    first = exported(bureau, one, two)
    bureau.clock.advance(hours=30)
    assert exported(bureau, two) == first
    assert references(first) == {one.id, two.id}


@pytest.mark.parametrize(
    ("name", "iban"), [("Élise Carnet SARL", OTHER_IBAN), ("Élise Carnet", "")]
)
def test_a_file_is_not_made_again_once_an_account_in_it_has_changed(
    bureau: Bureau, program: Program, name: str, iban: str
) -> None:
    made = approved(bureau, program, "a")
    exported(bureau, made)
    given_other_account(
        bureau, made.partner_id, name=name, iban=iban or "FR1420041010050500013M02606"
    )
    with pytest.raises(FileNotAgain):
        exported(bureau, made)


def test_a_file_is_not_made_again_once_the_team_pays_from_another_account(
    bureau: Bureau, program: Program
) -> None:
    made = approved(bureau, program, "a")
    exported(bureau, made)
    payer(bureau)
    with pytest.raises(FileNotAgain):
        exported(bureau, made)


def test_a_file_is_not_made_again_once_the_bank_told_of_one_of_its_payouts(
    bureau: Bureau, program: Program
) -> None:
    one, two = (approved(bureau, program, name) for name in "ab")
    exported(bureau, one, two)
    note_paid(bureau.context, **W, payout=one.id, by="omar")
    with pytest.raises(FileNotAgain):
        exported(bureau, two)


def test_a_payout_that_code_before_put_in_a_file_that_nobody_kept_is_not_exported_again(
    bureau: Bureau, program: Program
) -> None:
    made = approved(bureau, program, "a")
    exported(bureau, made)
    bureau.context.stores.payouts.change(
        WORKSPACE, made.id, lambda found: (replace(found, batch=None), ())
    )
    with pytest.raises(WrongPayoutState):
        exported(bureau, made)


def test_what_the_banks_file_refuses_is_named_and_nothing_of_the_file_has_left(
    bureau: Bureau, program: Program
) -> None:
    one, two = (approved(bureau, program, name) for name in "ab")
    given_other_account(bureau, two.partner_id, name="🎉", iban=OTHER_IBAN)
    with pytest.raises(BankFileRefused) as refused:
        exported(bureau, one, two)
    assert refused.value.extra == {"payouts": [two.id[:8].upper()]}
    assert [read(bureau, each).state for each in (one, two)] == [S.CONFIRMED, S.CONFIRMED]
    assert references(exported(bureau, one)) == {one.id}


def test_an_export_that_was_interrupted_goes_on_as_the_same_file(
    bureau: Bureau, program: Program
) -> None:
    one, two = (approved(bureau, program, name) for name in "ab")
    whole = exported(bureau, one, two)
    last = max((one, two), key=lambda each: each.id)
    _undone(bureau, last)
    bureau.clock.advance(hours=30)
    assert exported(bureau, one) == whole
    assert read(bureau, last).state is S.SENDING


def test_a_payout_whose_file_was_never_given_leaves_in_another(
    bureau: Bureau, program: Program
) -> None:
    one, two, three = sorted(
        (approved(bureau, program, name) for name in "abc"), key=lambda each: each.id
    )
    exported(bureau, one, two)
    # The export that wanted the first two stopped before the second, which another one took.
    _undone(bureau, two)
    assert references(exported(bureau, two, three)) == {two.id, three.id}
    assert references(exported(bureau, one)) == {one.id}


def test_whoever_exports_at_once_every_payout_is_in_one_file(
    bureau: Bureau, program: Program
) -> None:
    made = [approved(bureau, program, name) for name in "abcd"]
    wanted = [chosen for size in (1, 2, 3) for chosen in combinations(made, size)] * 2
    with ThreadPoolExecutor(8) as hands:
        files = [*hands.map(lambda chosen: _tried(bureau, *chosen), wanted)]
    files += [exported(bureau, each) for each in made]
    within: dict[str, set[bytes]] = {each.id: set() for each in made}
    for file in files:
        for each in references(file) if file else ():
            within[each].add(file)
    assert [len(each) for each in within.values()] == [1, 1, 1, 1]
    assert {read(bureau, each).state for each in made} == {S.SENDING}


def _tried(bureau: Bureau, *payouts: Payout) -> bytes:
    try:
        return exported(bureau, *payouts)
    except (InAnotherFile, FileNotAgain):
        return b""


def _undone(bureau: Bureau, payout: Payout) -> None:
    """Leave a payout as it was before its export came to it."""
    before = {"state": S.CONFIRMED, "batch": None, "attempt": 0, "sending_at": None}
    bureau.context.stores.payouts.change(
        WORKSPACE, payout.id, lambda found: (replace(found, **before), ())
    )
